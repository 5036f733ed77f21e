import type { Checkpoint } from "../checkpoint.ts";
import type { ResolvedAgentOptions } from "../options/agent-options.ts";
import { checkOption, checkRecord, shown } from "../options/check-option.ts";
import { wholeNumber } from "../options/option-field.ts";
import type { HealthEvent, Signature } from "./health.ts";
import { resolveAgentOptions } from "./resolve-agent-options.ts";

/** What a checkpoint's header says of an agent. */
export interface AgentHeader {
  readonly kind: "sgmm-q";
  readonly options: ResolvedAgentOptions;
  readonly backend: string;
  /** Transitions stored so far; null where the buffer was left behind, and with it what the sampler knew of its rows. */
  readonly appendedCount: number | null;
  readonly history: { events: HealthEvent[]; present: Signature[] };
}

/** The header of an agent's checkpoint, every option resolved. Throws RangeError when it is none of an agent. */
export function agentHeader(checkpoint: Checkpoint): AgentHeader {
  const header = checkpoint.header as AgentHeader | null;
  if (header?.kind !== "sgmm-q") throw new RangeError("these bytes hold no Gaussian-mixture agent");
  const { options, backend, appendedCount, history } = header;
  if (typeof backend !== "string") {
    throw new RangeError(`the saved agent's backend is ${shown(backend)}; it must be a backend's name`);
  }
  // Of an agent from before buffers could be left behind it is not said where there is none.
  if (appendedCount !== null && appendedCount !== undefined)
    checkOption("the saved agent's appendedCount", wholeNumber(), appendedCount);
  checkHistory(history);
  return { ...header, options: resolveAgentOptions(options) };
}

function checkHistory(history: AgentHeader["history"]): void {
  const name = "the saved agent's history";
  checkRecord(name, history);
  const { events, present } = history;
  const isEvent = (event: HealthEvent | null) =>
    typeof event?.signature === "string" &&
    typeof event.detail === "string" &&
    Number.isSafeInteger(event.step);
  if (!Array.isArray(events) || !events.every(isEvent)) {
    throw new RangeError(
      `${name} has events ${shown(events)}; each must be a signature, a step and a detail`,
    );
  }
  if (!Array.isArray(present) || !present.every((signature) => typeof signature === "string")) {
    throw new RangeError(`${name} has present ${shown(present)}; it must be a list of signatures`);
  }
}
