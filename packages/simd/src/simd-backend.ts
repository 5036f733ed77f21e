import { type Backend, type LearnerOptions, referenceBackend } from "@drumlin/core/backend";
import { SimdLearner } from "./simd-learner.ts";

/**
 * WebAssembly SIMD, the same bits in every engine. The metrics that the ablation compares are computed by the reference:
 * only the affine-invariant one, in its moving frame, has kernels.
 */
export const simdBackend: Backend = {
  name: "simd",
  createLearner: (options: LearnerOptions, seed: number) =>
    options.metric === "affine-invariant"
      ? new SimdLearner(options, seed)
      : referenceBackend.createLearner(options, seed),
};
