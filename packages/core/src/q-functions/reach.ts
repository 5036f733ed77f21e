import type { Mixture } from "./mixture.ts";

/** Keeps the share of a hill that nothing reaches where nothing is reached at all. */
export const LEAST_REACH = 1e-37;

/**
 * How far each hill follows its gradient: its reach, the greatest G of the minibatch, over itself and `resting` of the greatest
 * reach of all. Adam divides a gradient by its own size, so that a hill whose gradient is all but gone would take steps as long as
 * any other's, and leave a region that is no longer visited. A hill without weights is reached by nothing. `gaussianTable` is
 * liveCount × count.
 */
export function reachShares(
  out: Float64Array,
  gaussianTable: Float64Array,
  { liveCount, actionCount, weights }: Mixture,
  count: number,
  resting: number,
): void {
  let best = 0;
  for (let k = 0; k < liveCount; k++) {
    out[k] = 0;
    let isHeard = false;
    for (let a = 0; a < actionCount; a++) if (weights[k * actionCount + a] !== 0) isHeard = true;
    if (!isHeard) continue;
    // Compared inside the arrays: calls of Math.max are boxed by V8.
    for (let t = 0; t < count; t++) {
      if (gaussianTable[k * count + t] > out[k]) out[k] = gaussianTable[k * count + t];
    }
    if (out[k] > out[best]) best = k;
  }
  const rest = resting * out[best] + LEAST_REACH;
  for (let k = 0; k < liveCount; k++) out[k] /= out[k] + rest;
}
