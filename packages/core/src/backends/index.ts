// What a backend outside this package is written against: `@drumlin/core/backend`.
export { packedLength } from "../linalg/packed.ts";
export { pow } from "../math/pow.ts";
export type { Normalizer } from "../normalizers/normalizer.ts";
export { drawParameters } from "../q-functions/initialization.ts";
export type { Mixture } from "../q-functions/mixture.ts";
export { ReplayBuffer } from "../replay/replay-buffer.ts";
export type { Backend, Learner, LearnerOptions, LearnerStatistics, UpdateSchedule } from "./backend.ts";
