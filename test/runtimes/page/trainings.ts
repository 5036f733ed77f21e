/**
 * Trainings that take in what learning consists of, and what they leave as bytes. Needs nothing but `drumlin` and what Node,
 * pages and workers share, so that any of them can run it.
 */
import {
  type AgentOptions,
  agentSizes,
  type BackendName,
  createAgent,
  learnable,
  loadAgent,
  make,
  oneHotObservation,
  train,
} from "drumlin";

interface Training {
  readonly environment: string;
  /** States as vectors instead of numbers. */
  readonly isOneHot?: boolean;
  readonly steps: number;
  readonly options: Omit<AgentOptions, "observationSize" | "actionCount">;
}

const trainings: readonly Training[] = [
  { environment: "CartPole-v1", steps: 1_400, options: { componentCount: 10 } },
  {
    environment: "Acrobot-v1",
    steps: 1_000,
    options: { preset: "paper", componentCount: 10, sparsity: 0.005, weightLearningRate: 3e-3 },
  },
  {
    environment: "MountainCar-v0",
    steps: 1_200,
    options: {
      componentCount: 10,
      bufferCapacity: 400,
      sampler: "prioritized",
      exploration: "softmax",
      target: "hard",
      targetInterval: 50,
      optimizer: "amsgrad",
      sparsity: 0.3,
      pruneThreshold: 0.1,
    },
  },
  { environment: "FrozenLake-v1", steps: 300, options: {} },
  // Sixteen dimensions, for which no loop is written out.
  { environment: "FrozenLake-v1", isOneHot: true, steps: 300, options: { componentCount: 6 } },
  {
    environment: "FrozenLake-v1",
    isOneHot: true,
    steps: 300,
    options: { componentCount: 6, covariance: "diagonal" },
  },
  {
    environment: "Pendulum-v1",
    steps: 400,
    options: { componentCount: 6, optimizer: "sgd" },
  },
];

/** What a training left: digests of the whole agent and of the policy it exports. */
export interface Fingerprint {
  readonly environment: string;
  readonly backend: string;
  readonly episodes: number;
  readonly hills: number;
  readonly droppedHills: number;
  /** SHA-256 of `agent.save()`. */
  readonly agent: string;
  /** SHA-256 of the policy as JSON. */
  readonly policy: string;
}

/** The two backends, and what is chosen where none is named. */
export type Choice = BackendName | "unnamed";

/** What every choice leaves of every training; the error's message where the platform refuses the backend. */
export async function trainOnEach(): Promise<Record<Choice, Fingerprint[] | string>> {
  return { simd: await trainAll("simd"), reference: await trainAll("reference"), unnamed: await trainAll() };
}

async function trainAll(backend?: BackendName): Promise<Fingerprint[] | string> {
  const fingerprints: Fingerprint[] = [];
  try {
    for (const training of trainings) fingerprints.push(await fingerprint(training, backend));
  } catch (error) {
    return String(error);
  }
  return fingerprints;
}

/** Trains, saving and loading the agent half-way. */
async function fingerprint(training: Training, backend?: BackendName): Promise<Fingerprint> {
  const made = make(training.environment);
  const environment = learnable(training.isOneHot ? oneHotObservation(made) : made);
  const sizes = agentSizes(environment);
  const steps = training.steps / 2;
  const young = await createAgent({ ...sizes, seed: 5, ...training.options }, backend);
  const first = await train(young, environment, { steps, seed: 3 });
  const agent = await loadAgent(young.save());
  const second = await train(agent, environment, { steps, seed: 4 });
  return {
    environment: training.environment,
    backend: agent.backendName,
    episodes: first.episodes + second.episodes,
    hills: agent.policy.hillCount,
    droppedHills: agent.options.componentCount - agent.policy.hillCount,
    agent: await digest(agent.save()),
    policy: await digest(new TextEncoder().encode(JSON.stringify(agent.policy))),
  };
}

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
