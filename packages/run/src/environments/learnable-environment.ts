import {
  didYouMean,
  type LearnableEnvironment,
  learnable,
  make,
  oneHotObservation,
  registeredEnvironments,
} from "drumlin";
import { UsageError } from "../words/usage-error.ts";

/**
 * A new environment of this id, as a Q-function can learn it, or as one that is known to take `observationSize` numbers
 * does: before a state could be but a number, a Discrete observation was one-hot.
 */
export function learnableEnvironment(id: string, observationSize?: number): LearnableEnvironment {
  const ids = registeredEnvironments().map((spec) => spec.id);
  if (ids.includes(id)) {
    const environment = make(id);
    const { observationSpace } = environment;
    const isOneHot = observationSpace.kind === "discrete" && observationSize === observationSpace.n;
    return learnable(isOneHot && observationSize > 1 ? oneHotObservation(environment) : environment);
  }
  throw new UsageError(
    `no environment "${id}"${didYouMean(id, ids, 3) || "; drumlin environments lists them"}`,
  );
}
