import type { Normalizer } from "./normalizer.ts";

/** What a normaliser that stays as it is knows: see `Normalizer`. */
type Known = Pick<Normalizer, "center" | "scale" | "rewardScale"> &
  Partial<Pick<Normalizer, "limit" | "low" | "high" | "commonValue">>;

/** A normaliser that stays as it is: that of a policy that has been taken out of its agent. */
export class FixedNormalizer implements Normalizer {
  readonly center: Float64Array;
  readonly scale: Float64Array;
  readonly limit: number;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly rewardScale: number;
  readonly commonValue: number;

  /** Where nothing is said, nothing is bounded, no range is known, and b is 0. */
  constructor({ center, scale, limit, low, high, rewardScale, commonValue }: Known) {
    this.center = center;
    this.scale = scale;
    this.limit = limit ?? Number.POSITIVE_INFINITY;
    this.low = low ?? center.map(() => Number.NEGATIVE_INFINITY);
    this.high = high ?? center.map(() => Number.POSITIVE_INFINITY);
    this.rewardScale = rewardScale;
    this.commonValue = commonValue ?? 0;
  }

  normalize(out: Float64Array, outAt: number, observation: ArrayLike<number>, observationAt: number): void {
    standardize(out, outAt, observation, observationAt, this);
  }
}

/** Beyond it no hill has a say, and its square would not fit into single precision. */
export const FARTHEST = 1e9;

/** out = (observation − center) / scale within ± limit, and ± `FARTHEST`, entry by entry. */
export function standardize(
  out: Float64Array,
  outAt: number,
  observation: ArrayLike<number>,
  observationAt: number,
  { center, scale, limit: given }: Normalizer,
): void {
  const limit = given < FARTHEST ? given : FARTHEST;
  for (let i = 0; i < center.length; i++) {
    // Bounded inside the array: calls of Math.min are boxed by V8.
    out[outAt + i] = (observation[observationAt + i] - center[i]) / scale[i];
    if (out[outAt + i] > limit) out[outAt + i] = limit;
    else if (out[outAt + i] < -limit) out[outAt + i] = -limit;
  }
}
