import type { Strata } from "./strata.ts";

/**
 * The mean of the middle half of all scores of all strata together: a quarter of the trials, rounded down, is left out at either end.
 * It ignores outliers as the median does, yet uses half of the trials. NaN without scores.
 *
 * Source: R. Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021 (`aggregate_iqm`).
 */
export function interquartileMean(strata: Strata): number {
  const scores = Float64Array.from(strata.flat()).sort();
  const trimmed = Math.floor(scores.length / 4);
  let sum = 0;
  for (let index = trimmed; index < scores.length - trimmed; index++) sum += scores[index]!;
  return sum / (scores.length - 2 * trimmed);
}
