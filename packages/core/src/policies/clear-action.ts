import type { ActionMask } from "../replay/transition.ts";

/**
 * What single precision may be off: this share of the greatest value, thirty times the worst that was measured, and at least so
 * much, since activations below 2⁻⁶⁴ are none of its numbers.
 */
const ROUNDING_SHARE = 1e-4;
const LEAST_ROUNDING = 1e-9;

/** The allowed action of greatest value where values in single precision leave no doubt which it is; else −1. */
export function clearAction(values: Float64Array, mask?: ActionMask): number {
  let best = -1;
  let greatest = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  let size = 0;
  for (let a = 0; a < values.length; a++) {
    if (mask && !mask[a]) continue;
    const value = values[a];
    size = Math.max(size, Math.abs(value));
    if (value > greatest) {
      second = greatest;
      greatest = value;
      best = a;
    } else if (value > second) second = value;
  }
  return greatest - second > ROUNDING_SHARE * size + LEAST_ROUNDING ? best : -1;
}
