import type { Study } from "../study/study.ts";
import type { ExperimentStudy } from "./experiment.ts";

/** So many greedy episodes an evaluation are enough to see that everything runs. */
const quickEpisodes = 5;

/** The study as `--quick` runs it: under its own name, with its first seeds, fewer steps, two evaluations at least, of few episodes. */
export function shortenStudy(study: Study, quick: ExperimentStudy["quick"]): Study {
  const steps = Math.min(study.steps, quick.steps);
  return {
    ...study,
    name: `${study.name}-quick`,
    seeds: study.seeds.slice(0, quick.seeds),
    steps,
    evaluation: {
      ...study.evaluation,
      every: Math.min(study.evaluation.every, Math.ceil(steps / 2)),
      episodes: Math.min(study.evaluation.episodes, quickEpisodes),
    },
  };
}
