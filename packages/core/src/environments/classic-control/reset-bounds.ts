import { any } from "../../options/option-field.ts";
import { resolveOptions } from "../../options/resolve-options.ts";

/**
 * The reset options `low` and `high`: the interval that the initial state is drawn from.
 *
 * @throws as `resolveOptions` (Gymnasium ignores what it does not know), and RangeError when low exceeds high
 */
export function resetBounds(
  given: Readonly<Record<string, unknown>>,
  defaultLow: number,
  defaultHigh: number,
): { low: number; high: number } {
  const { low, high } = resolveOptions("reset", { low: any(defaultLow), high: any(defaultHigh) }, given);
  if (low > high) throw new RangeError(`low is ${low}; it must not exceed high, which is ${high}`);
  return { low, high };
}
