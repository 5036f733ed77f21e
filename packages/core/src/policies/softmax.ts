import { exp } from "../math/exp.ts";
import type { Xoshiro128 } from "../random/xoshiro128.ts";
import type { ActionMask } from "../replay/transition.ts";
import { greedyAction } from "./greedy.ts";

/** An allowed action with probability proportional to exp(value / temperature); temperature > 0. */
export function softmaxAction(
  values: ArrayLike<number>,
  temperature: number,
  random: Xoshiro128,
  mask?: ActionMask,
): number {
  const best = greedyAction(values, mask);
  let total = 0;
  for (let a = 0; a < values.length; a++) {
    if (!mask || mask[a]) total += exp((values[a] - values[best]) / temperature);
  }
  let remaining = random.uniform() * total;
  for (let a = 0; a < values.length; a++) {
    if (mask && !mask[a]) continue;
    remaining -= exp((values[a] - values[best]) / temperature);
    if (remaining < 0) return a;
  }
  return best;
}
