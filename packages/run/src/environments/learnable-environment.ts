import { didYouMean, type LearnableEnvironment, learnable, make, registeredEnvironments } from "drumlin";
import { UsageError } from "../words/usage-error.ts";

/** Where episodes have no limit of their own, a greedy policy that goes in circles is stopped after so many steps. */
const longestGreedyEpisode = 1000;

/** A new environment of this id, as a Q-function can learn it. */
export function learnableEnvironment(id: string): LearnableEnvironment {
  return learnable(make(knownId(id)));
}

/** The same for greedy episodes, which all end. */
export function evaluationEnvironment(id: string): LearnableEnvironment {
  const { maxEpisodeSteps } = make(knownId(id)).spec;
  return learnable(make(id, { maxEpisodeSteps: maxEpisodeSteps ?? longestGreedyEpisode }));
}

function knownId(id: string): string {
  const ids = registeredEnvironments().map((spec) => spec.id);
  if (ids.includes(id)) return id;
  throw new UsageError(
    `no environment "${id}"${didYouMean(id, ids, 3) || "; drumlin environments lists them"}`,
  );
}
