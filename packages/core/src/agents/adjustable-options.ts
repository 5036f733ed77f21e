import { type AgentOptions, agentOptions } from "../options/agent-options.ts";
import type { OptionField } from "../options/option-field.ts";

type AdjustableName = {
  [Name in keyof typeof agentOptions]: (typeof agentOptions)[Name] extends { readonly adjustable: true }
    ? Name
    : never;
}[keyof typeof agentOptions];

/**
 * The options that may change while an agent learns: those that shape no array and give nothing that is stored its meaning. (A
 * buffer's returns hold the discount factor, priorities their exponent; where averagingRate is 1 there is no average to keep.)
 */
export const adjustableOptions = Object.entries<OptionField>(agentOptions)
  .filter(([, { adjustable }]) => adjustable)
  .map(([name]) => name) as readonly AdjustableName[];

/** New values for some of the options that may change while an agent learns. */
export type AgentAdjustments = Pick<AgentOptions, AdjustableName>;

/** Throws RangeError naming the first option that may not change while an agent learns. */
export function checkAdjustable(changes: AgentAdjustments): void {
  const names: readonly string[] = adjustableOptions;
  const fixed = Object.keys(changes).find((name) => !names.includes(name));
  if (fixed === undefined) return;
  throw new RangeError(
    `${fixed} cannot be changed while an agent learns; what can is ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`,
  );
}
