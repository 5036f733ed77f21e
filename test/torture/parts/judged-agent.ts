import {
  type Agent,
  type AgentOptions,
  type BackendName,
  createAgent,
  loadAgent,
  make,
  train,
  type Xoshiro128,
} from "drumlin";
import { Finding } from "../part.ts";

/** Small agents of every kind that shapes a file: both backends, both forms of covariance, tables, targets, samplers. */
export async function exampleAgents(seed: number): Promise<Agent[]> {
  const kinds: [BackendName, Partial<AgentOptions>][] = [
    ["simd", { componentCount: 6 }],
    ["reference", { componentCount: 5, covariance: "diagonal" }],
    ["simd", { preset: "paper", componentCount: 4, factorCount: 3, sparsity: 1e-3 }],
    ["reference", { componentCount: 4, sampler: "prioritized", target: "hard", metric: "log-cholesky" }],
  ];
  const agents: Agent[] = [];
  for (const [backend, options] of kinds) {
    const agent = await createAgent(
      { observationSize: 4, actionCount: 2, bufferCapacity: 300, seed, ...options },
      backend,
    );
    await train(agent, make("CartPole-v1"), { steps: 400, seed });
    agents.push(agent);
  }
  return agents;
}

/** Observations to ask a policy at: near, far, and at the ends of what there is. */
export function askedObservations(size: number, random: Xoshiro128): number[][] {
  const scales = [1, 1, 1, 10, 1e6, 1e99];
  return scales.map((scale) => Array.from({ length: size }, () => scale * (2 * random.uniform() - 1)));
}

/** The values of all actions at those observations; throws a Finding where one is not finite. */
export function judgedValues(
  policy: { qValues(observation: ArrayLike<number>): Float64Array },
  observations: readonly number[][],
  input?: Uint8Array | string,
): string {
  const values = observations.flatMap((observation) => [...policy.qValues(observation)]);
  if (!values.every(Number.isFinite)) throw new Finding(`Q is not finite: ${values.join(" ")}`, input);
  return values.join(" ");
}

/** An agent that was let in acts, learns, measures and saves as any other. */
export async function exercise(
  agent: Agent,
  observations: readonly number[][],
  input?: Uint8Array,
): Promise<void> {
  judgedValues(agent, observations, input);
  for (let step = 0; step < 80; step++) {
    const observation = observations[step % 4]!;
    const action = agent.act(observation);
    const nextObservation = observations[(step + 1) % 4]!;
    agent.observe({
      observation,
      action,
      reward: (step % 5) - 2,
      nextObservation,
      terminated: step % 7 === 6,
      truncated: false,
    });
  }
  judgedValues(agent, observations, input);
  for (const [name, value] of Object.entries(agent.metrics()))
    if (!Number.isFinite(value)) throw new Finding(`metrics() has ${name} = ${value}`, input);
  const twin = await loadAgent(agent.save());
  if (judgedValues(twin, observations, input) !== judgedValues(agent, observations, input))
    throw new Finding("what was saved loads as another agent", input);
}
