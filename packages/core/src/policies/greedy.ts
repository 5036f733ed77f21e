import type { ActionMask } from "../replay/transition.ts";

/** The allowed action of greatest value, the first of them where several are equal. */
export function greedyAction(values: ArrayLike<number>, mask?: ActionMask): number {
  let best = -1;
  for (let a = 0; a < values.length; a++) {
    if ((!mask || mask[a]) && (best < 0 || values[a] > values[best])) best = a;
  }
  return best;
}
