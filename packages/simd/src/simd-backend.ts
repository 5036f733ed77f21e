import type { Backend, LearnerOptions } from "@drumlin/core/backend";
import { SimdLearner } from "./simd-learner.ts";

/** The one metric that has kernels, in its moving frame; the others of the ablation are the reference's. */
export const simdMetric = "affine-invariant";

/** WebAssembly SIMD, the same bits in every engine. Throws RangeError for a metric other than `simdMetric`. */
export const simdBackend: Backend = {
  name: "simd",
  // K 100, A 2, T 64 on one core of a server, Node 24: D 4 … 128 diagonal, D 2 … 64 full.
  updateCost: { perActivation: 2, perCoefficient: 0.4, perCube: 0.1 },
  createLearner(options: LearnerOptions, seed: number) {
    if (options.metric !== simdMetric) {
      throw new RangeError(
        `the backend "simd" computes the metric "${simdMetric}" only; "reference" computes "${options.metric}"`,
      );
    }
    return new SimdLearner(options, seed);
  },
};
