import type { Backend } from "./backend.ts";
import { sizeComplaint } from "./memory-need.ts";
import { ReferenceLearner } from "./reference-learner.ts";
import { referenceMemory, referenceStateLength } from "./reference-memory.ts";

/** Four gibibytes: no engine has larger arrays. */
const LIMIT = 0x1_0000_0000;

/** float64, plain TypeScript, any engine: the definition of correct. */
export const referenceBackend: Backend = {
  name: "reference",
  // K 100, A 2, T 64 on one core of a server, Node 24: D 4 … 128 diagonal, D 2 … 64 full.
  updateCost: { perActivation: 20, perCoefficient: 6, perCube: 2.5 },
  complaint: (options) => sizeComplaint("reference", options, referenceMemory, LIMIT),
  stateLength: referenceStateLength,
  createLearner(options, seed) {
    const complaint = this.complaint(options);
    if (complaint !== undefined) throw new RangeError(complaint);
    return new ReferenceLearner(options, seed);
  },
};
