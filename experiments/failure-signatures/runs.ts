import {
  type Agent,
  type AgentOptions,
  createAgent,
  type HealthEvent,
  type LearningAgent,
  learnable,
  make,
  type Signature,
  train,
} from "drumlin";

/** A short training run that is expected to show one failure signature, or none. */
export interface SignatureRun {
  readonly name: string;
  readonly expected?: Signature;
  readonly task: "CartPole-v1" | "Acrobot-v1" | "MountainCar-v0";
  readonly steps: number;
  readonly options: Partial<AgentOptions>;
}

/** Targets from the Q that is learning, squared errors, rewards as they come: what the default preset guards against. */
const UNGUARDED = {
  target: "current",
  loss: "squared",
  averagingRate: 1,
  rewardNormalization: "none",
} as const;
const UNBOUNDED = Number.MAX_VALUE;

/** Each is the default preset with 20 hills, but for what makes it sick. */
export const purposeMadeRuns: readonly SignatureRun[] = [
  {
    name: "covariance learning rate 0.3, no upper bound of C⁻¹",
    expected: "covariance-collapse",
    task: "MountainCar-v0",
    steps: 4000,
    options: { componentCount: 20, covarianceLearningRate: 0.3, precisionMaximum: UNBOUNDED },
  },
  {
    name: "covariance learning rate 0.1, no lower bound of C⁻¹",
    expected: "covariance-explosion",
    task: "MountainCar-v0",
    steps: 6000,
    options: { componentCount: 20, covarianceLearningRate: 0.1, precisionMinimum: 0 },
  },
  {
    name: "ρ = 0.5",
    expected: "over-sparsification",
    task: "MountainCar-v0",
    steps: 4000,
    options: { componentCount: 20, sparsity: 0.5 },
  },
  {
    name: "no target network, squared loss, factors' learning rate 0.03",
    expected: "policy-oscillation",
    task: "Acrobot-v1",
    steps: 8000,
    options: { componentCount: 20, ...UNGUARDED, weightLearningRate: 0.03, explorationSteps: 1000 },
  },
  {
    name: "no target network, squared loss, J = 3, factors' learning rate 1",
    expected: "gradient-explosion",
    task: "MountainCar-v0",
    steps: 2000,
    options: { componentCount: 20, ...UNGUARDED, factorCount: 3, weightLearningRate: 1 },
  },
];

const TASKS = ["CartPole-v1", "Acrobot-v1", "MountainCar-v0"] as const;

/** The default preset, and the same without the bounds of C⁻¹ that keep covariances from showing what they would do. */
export function healthyRuns(steps: number, options: Partial<AgentOptions>): SignatureRun[] {
  return TASKS.flatMap((task) => [
    { name: "default", task, steps, options },
    {
      name: "default, C⁻¹ without bounds",
      task,
      steps,
      options: { ...options, precisionMinimum: 0, precisionMaximum: UNBOUNDED },
    },
  ]);
}

/** Trains an agent as the run says, or what `watched` makes of it, and returns what its monitor saw. */
export async function healthOf(
  { task, steps, options }: SignatureRun,
  seed: number,
  watched = (agent: Agent): LearningAgent => agent,
): Promise<readonly HealthEvent[]> {
  const environment = learnable(make(task));
  const observationSize = environment.observationSpace.size;
  const agent = await createAgent({
    observationSize,
    actionCount: environment.actionSpace.n,
    seed,
    ...options,
  });
  await train(watched(agent), environment, { steps, seed });
  return agent.health;
}
