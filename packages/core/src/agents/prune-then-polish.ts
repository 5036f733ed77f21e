import type { Learner } from "../backends/backend.ts";
import type { Normalizer } from "../normalizers/normalizer.ts";
import { influences } from "../policies/influence.ts";

/**
 * Prune-then-polish: the learner goes on with the `count` live hills of greatest influence over the raw `observations`, the
 * first of them where several are equal. Nothing is done to what is kept: what Q loses, further learning makes up for.
 */
export function pruneToMostInfluential(
  learner: Learner,
  normalizer: Normalizer,
  observations: readonly Float64Array[],
  count: number,
): void {
  const { current } = learner;
  const size = current.observationSize;
  const normalized = new Float64Array(observations.length * size);
  observations.forEach((observation, t) => {
    normalizer.normalize(normalized, t * size, observation, 0);
  });
  const influence = influences(current, normalized, observations.length);
  const ranking = [...influence.keys()].sort((k, l) => influence[l] - influence[k]);
  const kept = new Set(ranking.slice(0, count));
  learner.keep((row) => kept.has(row));
}
