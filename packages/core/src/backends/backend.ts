import type { Normalizer } from "../normalizers/normalizer.ts";
import type { ResolvedAgentOptions } from "../options/agent-options.ts";
import type { Initialization } from "../q-functions/initialization.ts";
import type { Mixture } from "../q-functions/mixture.ts";
import type { ReplayBuffer } from "../replay/replay-buffer.ts";
import type { UpdateCost } from "./update-cost.ts";

/** The agent's options that one learner goes by. */
export type LearnerOptions = Pick<
  ResolvedAgentOptions,
  | keyof Initialization
  | "batchSize"
  | "bufferCapacity"
  | "target"
  | "targetInterval"
  | "targetRate"
  | "doubleQ"
  | "loss"
  | "huberThreshold"
  | "optimizer"
  | "metric"
  | "covariance"
  | "meanLearningRate"
  | "covarianceLearningRate"
  | "restingReach"
  | "weightLearningRate"
  | "averagingRate"
  | "precisionMinimum"
  | "precisionMaximum"
  | "penalty"
  | "pruneThreshold"
>;

/** What can change from update to update. */
export interface UpdateSchedule {
  /** Factor of every learning rate. */
  readonly learningRateFactor: number;
  /** ρ */
  readonly sparsity: number;
}

/**
 * The compute seam: everything a Q-function and its learning are made of, with its memory. `reference-backend.ts` defines
 * what is right; a faster backend implements the same interface and passes `backend.case.ts`.
 */
export interface Backend {
  readonly name: string;
  readonly updateCost: UpdateCost;
  /** Why it cannot compute with these options, in one sentence with what would be right; undefined where it can. */
  complaint(options: LearnerOptions): string | undefined;
  /** Numbers in all arrays of a learner's `state`, as what was saved must have them: known before any is made. */
  stateLength(options: LearnerOptions): number;
  /** A fresh learner, initialised from `seed` alone. Throws RangeError with the `complaint`, before anything is made. */
  createLearner(options: LearnerOptions, seed: number): Learner;
}

/** A learner's whole state but for the buffer, as its backend keeps it. */
export type LearnerState = Record<string, Record<string, Float64Array | Float32Array | Int32Array>>;

/** Everything that is learned, the transitions it is learned from, and one update of it. */
export interface Learner {
  readonly buffer: ReplayBuffer;
  /** The minibatch of the next update, chosen by a sampler: T rows of the buffer and the factors of their losses. */
  readonly rows: Int32Array;
  readonly importance: Float64Array;
  /** T: δ_t of the last update. */
  readonly tdErrors: Float64Array;
  /** Q_n, that which learns and explores. */
  readonly current: Mixture;
  /** Average of Q_n over time: that which is evaluated, explained and exported. */
  readonly averaged: Mixture;
  /** Which initial component stands in each live row. */
  readonly identities: Int32Array;
  readonly updateCount: number;
  /** A live view. */
  readonly statistics: LearnerStatistics;
  /**
   * One update (method §3–§5) on the chosen minibatch. A gradient that is not finite is counted and changes nothing, and whatever the
   * rates, every number stays finite, every covariance positive definite: see `statistics.isWhole`.
   */
  update(normalizer: Normalizer, schedule: UpdateSchedule): void;
  /** δ_t of `rows` under the present Q-function and target, without learning: for the Bellman residual. */
  measureTdErrors(normalizer: Normalizer): Float64Array;
  /** Whether `actionValues` computes in single precision, sooner than the mixtures could be evaluated in double. */
  readonly estimatesValues: boolean;
  /** Q of `count` normalised observations: count × A into `out`. */
  actionValues(out: Float64Array, mixture: Mixture, observations: Float64Array, count: number): void;
  /** All Q-functions times `factor`, exactly: the unit of reward has changed. */
  rescale(factor: number): void;
  /** Drops every hill but those for which `isKept` says so of their row, with its moments and from both copies; the others stay as they are. */
  keep(isKept: (row: number) => boolean): void;
  /** Arrays whose contents are the learner's whole state but for the buffer. Call `restored` after overwriting them. */
  state(): LearnerState;
  restored(): void;
}

/** Numbers of the last update, all in normalised units. */
export interface LearnerStatistics {
  readonly loss: number;
  /** Norm of the Riemannian gradient on the product of all factors' manifolds. */
  readonly gradientNorm: number;
  /** Running mean of |δ|. */
  readonly meanTdError: number;
  /** Whether every hill took the last update's step: none was led out of what can be computed with, and brought back or left as it was. */
  readonly isWhole: boolean;
}
