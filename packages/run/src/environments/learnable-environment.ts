import { didYouMean, type LearnableEnvironment, learnable, make, registeredEnvironments } from "drumlin";
import { UsageError } from "../words/usage-error.ts";

/** A new environment of this id, as a Q-function can learn it. */
export function learnableEnvironment(id: string): LearnableEnvironment {
  const ids = registeredEnvironments().map((spec) => spec.id);
  if (ids.includes(id)) return learnable(make(id));
  throw new UsageError(
    `no environment "${id}"${didYouMean(id, ids, 3) || "; drumlin environments lists them"}`,
  );
}
