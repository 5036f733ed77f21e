/** Seed of the first episode of every evaluation while training; those after it count up. */
export const evaluationSeed = 20_000;

/** The final greedy evaluation: the same episodes for every run of an environment. */
export const finalEvaluation = { episodes: 100, seed: 10_000 };
