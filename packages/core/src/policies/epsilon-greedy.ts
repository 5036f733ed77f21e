import type { Xoshiro128 } from "../random/xoshiro128.ts";
import type { ActionMask } from "../replay/transition.ts";
import { greedyAction } from "./greedy.ts";

/** With probability ε an allowed action uniformly, else the greedy one. */
export function epsilonGreedyAction(
  values: ArrayLike<number>,
  epsilon: number,
  random: Xoshiro128,
  mask?: ActionMask,
): number {
  return random.uniform() < epsilon ? uniformAction(values.length, random, mask) : greedyAction(values, mask);
}

/** An allowed action, each with the same probability. */
export function uniformAction(actionCount: number, random: Xoshiro128, mask?: ActionMask): number {
  if (!mask) return random.integer(actionCount);
  let allowed = 0;
  for (let a = 0; a < actionCount; a++) if (mask[a]) allowed++;
  let skip = random.integer(allowed);
  for (let a = 0; ; a++) if (mask[a] && skip-- === 0) return a;
}
