import { mean } from "./mean.ts";
import type { Strata } from "./strata.ts";
import { type BootstrapOptions, type Estimate, stratifiedBootstrap } from "./stratified-bootstrap.ts";

/** The scores of two agents from one seed in one environment. */
export type ScorePair = readonly [first: number, second: number];

/** The first agent against the second. */
export interface PairedComparison {
  /** Mean of the first agent's score minus the second's, averaged over the environments. */
  readonly difference: Estimate;
  /** Share of the seeds on which the first agent scores higher, ties counting half, averaged over the environments. */
  readonly wins: Estimate;
}

/**
 * Compares two agents over equal seeds. A resample draws seeds, and with a seed both scores: what makes a seed easy or hard for
 * both (the episodes it starts) cancels in the difference.
 *
 * Source: B. Efron, R. Tibshirani, "An introduction to the bootstrap" (1993), § 8.3 on one-sample problems of paired data.
 *
 * @param pairs by environment, at least one in each
 * @throws RangeError when an environment has no pair
 */
export function comparePairs(pairs: Strata<ScorePair>, options: BootstrapOptions): PairedComparison {
  const statistic = (strata: Strata<ScorePair>) => [
    mean(strata.map((stratum) => mean(stratum.map(([first, second]) => first - second)))),
    mean(
      strata.map((stratum) => mean(stratum.map(([first, second]) => (Math.sign(first - second) + 1) / 2))),
    ),
  ];
  const [difference, wins] = stratifiedBootstrap(pairs, statistic, options);
  return { difference: difference!, wins: wins! };
}
