import type { Strata } from "./strata.ts";
import { type BootstrapOptions, type Estimate, stratifiedBootstrap } from "./stratified-bootstrap.ts";

/** The share of trials, of all environments together, that score above a threshold. */
export interface ProfilePoint extends Estimate {
  readonly threshold: number;
}

/**
 * A performance profile (score distribution): for each threshold τ the share of trials whose normalised score is above τ, with a
 * pointwise interval. Where one profile lies above another everywhere, its agent is better at every quantile.
 *
 * Source: Agarwal et al. 2021 (`create_performance_profile`).
 */
export function performanceProfile(
  strata: Strata,
  thresholds: readonly number[],
  options: BootstrapOptions,
): ProfilePoint[] {
  const shares = (resampled: Strata) => {
    const scores = resampled.flat();
    return thresholds.map((threshold) => scores.filter((score) => score > threshold).length / scores.length);
  };
  return stratifiedBootstrap(strata, shares, options).map((estimate, index) => ({
    threshold: thresholds[index]!,
    ...estimate,
  }));
}
