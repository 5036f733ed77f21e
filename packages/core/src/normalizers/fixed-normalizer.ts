import type { Normalizer } from "./normalizer.ts";

/** A normaliser that stays as it is: that of a policy that has been taken out of its agent. */
export class FixedNormalizer implements Normalizer {
  readonly center: Float64Array;
  readonly scale: Float64Array;
  readonly rewardScale: number;

  constructor(center: Float64Array, scale: Float64Array, rewardScale: number) {
    this.center = center;
    this.scale = scale;
    this.rewardScale = rewardScale;
  }

  normalize(out: Float64Array, outAt: number, observation: ArrayLike<number>, observationAt: number): void {
    standardize(out, outAt, observation, observationAt, this.center, this.scale);
  }
}

/** out = (observation − center) / scale, entry by entry. */
export function standardize(
  out: Float64Array,
  outAt: number,
  observation: ArrayLike<number>,
  observationAt: number,
  center: Float64Array,
  scale: Float64Array,
): void {
  for (let i = 0; i < center.length; i++) {
    out[outAt + i] = (observation[observationAt + i] - center[i]) / scale[i];
  }
}
