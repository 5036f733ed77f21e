import {
  type Agent,
  type AgentOptions,
  type Backend,
  train as coreTrain,
  type DiscreteEnvironment,
  type LearningAgent,
  referenceBackend,
  SgmmQAgent,
  type TrainOptions,
  type TrainResult,
} from "@drumlin/core";

export * from "@drumlin/core";

/** The backend agents run on here. One today; a faster one, where the platform has it, is chosen in this file alone. */
const backend: Backend = referenceBackend;

/** An agent that has learned nothing yet. Every option has a default: see `agentOptionFields`. Rejects as `resolveAgentOptions` throws. */
export async function createAgent(options: AgentOptions): Promise<Agent> {
  return new SgmmQAgent(options, backend);
}

/** The agent that `agent.save()` wrote: it continues exactly as that one would. Rejects with a RangeError when the bytes are damaged. */
export async function loadAgent(bytes: Uint8Array): Promise<Agent> {
  return SgmmQAgent.restore(bytes, [], backend);
}

/** The agent of a snapshot's state and all snapshots' transitions up to it, in order. Rejects as `loadAgent`. */
export async function restoreAgent(state: Uint8Array, transitions: readonly Uint8Array[]): Promise<Agent> {
  return SgmmQAgent.restore(state, transitions, backend);
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
