/** What stands between the program's units and the numbers the Q-function lives in. Part of the model: saved with it. */
export interface Normalizer {
  /** The observation that becomes 0, in its own units. */
  readonly center: Float64Array;
  /** How much of each observation becomes 1, in its own units; positive. */
  readonly scale: Float64Array;
  /** A normalised observation beyond ± this counts as if it stood there; ∞ where none does. */
  readonly limit: number;
  /** The least and the greatest of each observation that was visited, in its own units; ±∞ where it is not known. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How much reward becomes 1; positive. */
  readonly rewardScale: number;
  /** b: what Q is where no hill is, in the reward's own units. */
  readonly commonValue: number;
  /** (s − center) / scale within ± limit, for one observation; offsets name stretches of longer arrays. */
  normalize(out: Float64Array, outAt: number, observation: ArrayLike<number>, observationAt: number): void;
}
