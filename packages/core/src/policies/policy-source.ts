import type { Normalizer } from "../normalizers/normalizer.ts";
import type { Mixture } from "../q-functions/mixture.ts";

/** Where a policy's mixture lives: what it needs of a normaliser, and which component each row was. */
export interface PolicySource {
  readonly mixture: Mixture;
  readonly normalizer: Normalizer;
  readonly identities: ArrayLike<number>;
  /** Q of one normalised observation, sooner than from the mixture, but in single precision; where there is such a way. */
  estimate?(out: Float64Array, observation: Float64Array): void;
}
