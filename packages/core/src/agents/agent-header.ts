import type { Checkpoint } from "../checkpoint.ts";
import type { AgentOptions } from "../options/agent-options.ts";
import type { HealthEvent, Signature } from "./health.ts";

/** What a checkpoint's header says of an agent. */
export interface AgentHeader {
  readonly kind: "sgmm-q";
  readonly options: AgentOptions;
  readonly backend: string;
  /** Transitions stored so far; null where the buffer was left behind, and with it what the sampler knew of its rows. */
  readonly appendedCount: number | null;
  readonly history: { events: HealthEvent[]; present: Signature[] };
}

/** The header of an agent's checkpoint. Throws RangeError when it is none of an agent. */
export function agentHeader(checkpoint: Checkpoint): AgentHeader {
  const header = checkpoint.header as AgentHeader | null;
  if (header?.kind !== "sgmm-q") throw new RangeError("these bytes hold no Gaussian-mixture agent");
  return header;
}
