import { type Agent, type AgentOptions, type Backend, referenceBackend, SgmmQAgent } from "@drumlin/core";

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
