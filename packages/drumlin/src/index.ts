import {
  type Agent,
  type AgentOptions,
  checkRecord,
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
 * that the platform has and that can hold it, or on the named one; `agent.backendName` says which. Rejects as `resolveAgentOptions`
 * throws, and with a RangeError when the platform lacks the named backend, or that backend the metric or the memory.
 */
export async function createAgent(options: AgentOptions, backend?: BackendName): Promise<Agent> {
  const resolved = resolveAgentOptions(options);
  return new SgmmQAgent(resolved, await chooseBackend(backend, resolved));
}

/** How an agent is loaded. */
export interface LoadOptions {
  /** What it is to compute on from now on; what it learned on where absent, and then it continues exactly. */
  readonly backend?: BackendName;
}

/**
 * The agent that `agent.save()` wrote. On the backend that it learned on it continues exactly as that one would; on another one
 * it goes on from the same numbers as closely as both can hold them, and not to the bit. Rejects with a RangeError when the
 * bytes are damaged or hold what no agent could have come to, or the platform lacks the backend. What they cost is in proportion to
 * them: nothing is made of sizes that they only claim.
 */
export async function loadAgent(bytes: Uint8Array, options: LoadOptions = {}): Promise<Agent> {
  return restoreAgent(bytes, [], options);
}

/** The agent of a snapshot's state and all snapshots' transitions up to it, in order. Rejects as `loadAgent`. */
export async function restoreAgent(
  state: Uint8Array,
  transitions: readonly Uint8Array[],
  options: LoadOptions = {},
): Promise<Agent> {
  checkRecord("options", options);
  const { backend } = options;
  const { backend: origin, options: resolved } = SgmmQAgent.provenance(state);
  const chosen = await chooseBackend(backend === undefined ? origin : backend, resolved).catch(
    (error: Error) => {
      if (backend === undefined)
        error.message += '; pass { backend: "reference" } to go on, if not to the bit';
      throw error;
    },
  );
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
