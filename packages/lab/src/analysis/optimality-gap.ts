import { mean } from "./mean.ts";
import type { Strata } from "./strata.ts";

/**
 * How far normalised scores fall short of `target` on average; what exceeds the target does not make up for what falls short.
 * 0 is best. Source: Agarwal et al. 2021 (`aggregate_optimality_gap`).
 */
export function optimalityGap(strata: Strata, target = 1): number {
  return target - mean(strata.flat().map((score) => Math.min(score, target)));
}
