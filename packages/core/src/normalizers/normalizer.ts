/** What stands between the program's units and the numbers the Q-function lives in. Part of the model: saved with it. */
export interface Normalizer {
  /** The observation that becomes 0, in its own units. */
  readonly center: Float64Array;
  /** How much of each observation becomes 1, in its own units; positive. */
  readonly scale: Float64Array;
  /** How much reward becomes 1; positive. */
  readonly rewardScale: number;
  /** (s − center) / scale for one observation; offsets name stretches of longer arrays. */
  normalize(out: Float64Array, outAt: number, observation: ArrayLike<number>, observationAt: number): void;
}
