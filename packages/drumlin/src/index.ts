import {
  type Agent,
  type AgentOptions,
  train as coreTrain,
  type DiscreteEnvironment,
  type LearningAgent,
  resolveAgentOptions,
  SgmmQAgent,
  type TrainOptions,
  type TrainResult,
} from "@drumlin/core";
import { type BackendName, chooseBackend, moveAgent } from "./backends.ts";

export * from "@drumlin/core";
export { type BackendName, backendNames } from "./backends.ts";

/**
 * An agent that has learned nothing yet. Every option has a default: see `agentOptions`. Computes on the fastest backend
 * that the platform has, or on the named one. Rejects as `resolveAgentOptions` throws, and with a RangeError when the
 * platform lacks the named backend, or that backend the metric.
 */
export async function createAgent(options: AgentOptions, backend?: BackendName): Promise<Agent> {
  const { metric } = resolveAgentOptions(options);
  return new SgmmQAgent(options, await chooseBackend(backend, metric));
}

/** How an agent is loaded. */
export interface LoadOptions {
  /** What it is to compute on from now on; what it learned on where absent, and then it continues exactly. */
  readonly backend?: BackendName;
}

/**
 * The agent that `agent.save()` wrote. On the backend that it learned on it continues exactly as that one would; on another one
 * it goes on from the same numbers as closely as both can hold them, and not to the bit. Rejects with a RangeError when the
 * bytes are damaged, or the platform lacks the backend.
 */
export async function loadAgent(bytes: Uint8Array, options: LoadOptions = {}): Promise<Agent> {
  return restoreAgent(bytes, [], options);
}

/** The agent of a snapshot's state and all snapshots' transitions up to it, in order. Rejects as `loadAgent`. */
export async function restoreAgent(
  state: Uint8Array,
  transitions: readonly Uint8Array[],
  { backend }: LoadOptions = {},
): Promise<Agent> {
  const { backend: origin, metric } = SgmmQAgent.provenance(state);
  const chosen = await chooseBackend(backend ?? origin, metric).catch((error: Error) => {
    if (backend === undefined) error.message += '; pass { backend: "reference" } to go on, if not to the bit';
    throw error;
  });
  const moved = chosen.name === origin ? state : await moveAgent(state, chosen.name);
  return SgmmQAgent.restore(moved, transitions, chosen);
}

/** A page draws, a server answers, and an AbortSignal is heard, at least this often while training. */
const LONGEST_TURN_MILLISECONDS = 12;

/**
 * Trains an agent in an environment, giving the platform its turn every few milliseconds. Rejects with a RangeError when
 * `steps` is not a whole number of at least 1.
 */
export function train(
  agent: LearningAgent,
  environment: DiscreteEnvironment,
  options: TrainOptions,
): Promise<TrainResult> {
  let turnBegan = performance.now();
  const pause = async () => {
    if (performance.now() - turnBegan < LONGEST_TURN_MILLISECONDS) return;
    await new Promise((resolve) => setTimeout(resolve));
    turnBegan = performance.now();
  };
  return coreTrain(agent, environment, { pause, ...options });
}
