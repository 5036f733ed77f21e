import type { Series } from "../state/series.ts";

/** Normal quantile of a two-sided 95 % interval. */
const QUANTILE = 1.96;

/**
 * The 95 % interval of the mean of each evaluation: mean ± 1.96 · deviation ⁄ √episodes. `deviations` are those of the same
 * steps; where one is missing the interval is the mean alone.
 */
export function evaluationInterval(
  evaluations: Pick<Series, "steps" | "means">,
  deviations: Pick<Series, "steps" | "means"> | undefined,
  episodes: number,
): { readonly lows: number[]; readonly highs: number[] } {
  const known = new Map(deviations?.steps.map((step, i) => [step, deviations.means[i]!]));
  const margins = evaluations.steps.map((step) => (QUANTILE * (known.get(step) ?? 0)) / Math.sqrt(episodes));
  return {
    lows: evaluations.means.map((mean, i) => mean - margins[i]!),
    highs: evaluations.means.map((mean, i) => mean + margins[i]!),
  };
}
