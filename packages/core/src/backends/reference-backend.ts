import type { Backend } from "./backend.ts";
import { ReferenceLearner } from "./reference-learner.ts";

/** float64, plain TypeScript, any engine: the definition of correct. */
export const referenceBackend: Backend = {
  name: "reference",
  // K 100, A 2, T 64 on one core of a server, Node 24: D 4 … 128 diagonal, D 2 … 64 full.
  updateCost: { perActivation: 20, perCoefficient: 6, perCube: 2.5 },
  createLearner: (options, seed) => new ReferenceLearner(options, seed),
};
