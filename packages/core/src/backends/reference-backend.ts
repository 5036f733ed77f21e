import type { Backend } from "./backend.ts";
import { ReferenceLearner } from "./reference-learner.ts";

/** float64, plain TypeScript, any engine: the definition of correct. */
export const referenceBackend: Backend = {
  name: "reference",
  createLearner: (options, seed) => new ReferenceLearner(options, seed),
};
