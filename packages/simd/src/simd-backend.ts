import { type Backend, type LearnerOptions, type MemoryNeed, sizeComplaint } from "@drumlin/core/backend";
import { createLayout, Numbers } from "./layout.ts";
import { SimdLearner } from "./simd-learner.ts";

/** The one metric that has kernels, in its moving frame; the others of the ablation are the reference's. */
export const simdMetric = "affine-invariant";

/** Two gibibytes: what every engine lets a module's memory have. */
const LIMIT = 0x8000_0000;

/** WebAssembly SIMD, the same bits in every engine. */
export const simdBackend: Backend = {
  name: "simd",
  // K 100, A 2, T 64 on one core of a server, Node 24: D 4 … 128 diagonal, D 2 … 64 full.
  updateCost: { perActivation: 2, perCoefficient: 0.4, perCube: 0.1 },
  complaint(options: LearnerOptions) {
    if (options.metric !== simdMetric) {
      return `the backend "simd" computes the metric "${simdMetric}" only; "reference" computes "${options.metric}"`;
    }
    return sizeComplaint("simd", options, (sizes) => memoryOf({ ...options, ...sizes }), LIMIT);
  },
  stateLength(options: LearnerOptions) {
    const { groupCount, hill } = createLayout(options);
    return (groupCount * hill.bytes) / 4 + Numbers.count + options.componentCount + 1;
  },
  createLearner(options: LearnerOptions, seed: number) {
    const complaint = this.complaint(options);
    if (complaint !== undefined) throw new RangeError(complaint);
    return new SimdLearner(options, seed);
  },
};

/** The module's memory, and the mixtures that are read from it in double precision. */
function memoryOf(options: LearnerOptions): MemoryNeed {
  const { bytes, buffer, packed } = createLayout(options);
  const { observationSize, actionCount, componentCount } = options;
  const read = 16 * componentCount * (observationSize + packed + actionCount);
  return { model: buffer.observations + read, buffer: bytes - buffer.observations };
}
