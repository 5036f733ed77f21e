import type { SymmetricRows } from "./symmetric-rows.ts";

/** One Gaussian of a policy in the observation's own units: G(s) = exp(−(s − centre)ᵀ precision (s − centre)). */
export interface Hill {
  /** Which of the initial components it was. */
  readonly id: number;
  /** m: observationSize */
  readonly center: readonly number[];
  /** C⁻¹: observationSize rows, or a single one, the diagonal, of a policy whose hills are diagonal */
  readonly precision: SymmetricRows;
  /** C, likewise. Read as a density, G has covariance C/2. */
  readonly covariance: SymmetricRows;
  /** √(C_ii / 2): the standard deviation of G, read as a density, along each observation. */
  readonly standardDeviations: readonly number[];
  /**
   * The direction in which the hill reaches farthest, measured in visited ranges: one standard deviation along it, as a
   * displacement of the observation.
   */
  readonly principalAxis: readonly number[];
  /** ξ_a in the reward's own units: what it adds to each action's value at its centre. */
  readonly weights: readonly number[];
}

/** What one hill says at one observation. */
export interface Vote {
  readonly id: number;
  /** G(s) in [0, 1]. */
  readonly activation: number;
  /** ξ_a G(s): what it adds to each action's value. */
  readonly contributions: readonly number[];
}

/** How far an observation is from everything that was learned. */
export interface Familiarity {
  /** Every number lies within what was visited of it, and some hill has a say here. */
  readonly seen: boolean;
  /** The nearest live hill, and how many of its standard deviations away it is; null where no hill is left. */
  readonly nearest: { readonly id: number; readonly spreads: number } | null;
  /** Which numbers of the observation lie beyond what was visited. */
  readonly beyond: readonly number[];
}

/** Why a policy acts as it does at one observation. */
export interface Explanation extends Familiarity {
  readonly action: number;
  readonly values: readonly number[];
  /** b: what every action is worth where no hill has a say. With all contributions to an action it is that action's value. */
  readonly commonValue: number;
  /** Every live hill, the one that separates the actions most first. */
  readonly votes: readonly Vote[];
}
