// What a backend outside this package is written against: `@drumlin/core/backend`.
export { packedLength } from "../linalg/packed.ts";
export { MEAN_TD_ERROR_RATE } from "../losses/huber-threshold.ts";
export { pow } from "../math/pow.ts";
export { FARTHEST } from "../normalizers/fixed-normalizer.ts";
export type { Normalizer } from "../normalizers/normalizer.ts";
export { ADAM_EPSILON, FIRST_DECAY, SECOND_DECAY } from "../optimizers/adam-constants.ts";
export { LONGEST_STEP } from "../optimizers/limit-step.ts";
export { GREATEST_PRECISION, LEAST_PRECISION } from "../options/precision-range.ts";
export { LARGEST_WEIGHT, largestFactor } from "../q-functions/factor-bound.ts";
export { drawParameters } from "../q-functions/initialization.ts";
export type { Mixture } from "../q-functions/mixture.ts";
export { LEAST_REACH } from "../q-functions/reach.ts";
export { LARGEST_REWARD } from "../replay/minibatch.ts";
export { ReplayBuffer } from "../replay/replay-buffer.ts";
export type {
  Backend,
  Learner,
  LearnerOptions,
  LearnerState,
  LearnerStatistics,
  UpdateSchedule,
} from "./backend.ts";
export { type MemoryNeed, type MemorySizes, sizeComplaint } from "./memory-need.ts";
export { EARLY_AVERAGING, UPKEEP_INTERVAL } from "./rhythm.ts";
