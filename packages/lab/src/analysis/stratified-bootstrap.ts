import type { Xoshiro128 } from "drumlin";
import { quantile } from "./quantile.ts";
import type { Strata } from "./strata.ts";

/** A statistic of the data as they are, and its bootstrap interval, in the statistic's own unit. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How intervals are made. */
export interface BootstrapOptions {
  /** All randomness comes from here: the same state gives the same intervals. */
  readonly random: Xoshiro128;
  /** How often the trials are drawn anew; 2000 unless given. */
  readonly resamples?: number;
  /** The share of intervals that should hold the true value, in (0, 1); 0.95 unless given. */
  readonly level?: number;
}

/**
 * Percentile intervals by stratified bootstrap: each resample draws as many trials as there are, with replacement, within each
 * stratum (environment) apart. The environments themselves are fixed: the interval is about other seeds, not about other tasks.
 *
 * Source: Agarwal et al. 2021 (`StratifiedBootstrap`, `method="percentile"`).
 *
 * @param strata at least one trial in each
 * @param statistic one number or several from resampled strata, which it must not keep: they are overwritten
 * @returns an estimate for each number of the statistic
 * @throws RangeError when a stratum has no trial
 */
export function stratifiedBootstrap<T>(
  strata: Strata<T>,
  statistic: (strata: Strata<T>) => readonly number[],
  { random, resamples = 2000, level = 0.95 }: BootstrapOptions,
): Estimate[] {
  const empty = strata.findIndex(({ length }) => length === 0);
  if (empty >= 0) throw new RangeError(`stratum ${empty} has no trial; it must have at least one`);
  const values = statistic(strata);
  const draws = values.map(() => new Float64Array(resamples));
  const resampled = strata.map((stratum) => [...stratum]);
  for (let resample = 0; resample < resamples; resample++) {
    for (const [index, stratum] of strata.entries()) {
      const drawn = resampled[index]!;
      for (let trial = 0; trial < drawn.length; trial++)
        drawn[trial] = stratum[random.integer(stratum.length)]!;
    }
    for (const [index, value] of statistic(resampled).entries()) draws[index]![resample] = value;
  }
  return values.map((value, index) => {
    const ascending = draws[index]!.sort();
    const tail = (1 - level) / 2;
    return { value, low: quantile(ascending, tail), high: quantile(ascending, 1 - tail) };
  });
}
