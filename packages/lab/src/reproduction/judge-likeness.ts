import type { Claim } from "./experiment.ts";
import { type Comparison, fewestSeeds, meanDifference } from "./judge-differences.ts";
import { writtenEstimate } from "./written-estimate.ts";

/**
 * The verdict on "both sides are alike, wherever it was looked": confirmed when the intervals of all differences lie within ±`tolerance`,
 * for one that merely holds 0 may be wide; differs when one leaves out 0 and is not within, not confirmed else, and open while a
 * comparison has fewer than five seeds.
 */
export function judgeLikeness(
  comparisons: readonly Comparison[],
  tolerance: number,
): Pick<Claim, "figure" | "verdict" | "because"> {
  if (comparisons.length === 0)
    return { figure: "–", verdict: "open", because: "There is nothing to compare." };
  const seeds = Math.min(...comparisons.map(({ pairs }) => pairs.length));
  const differences = comparisons.map(({ subject, pairs }) => ({ subject, ...meanDifference(pairs) }));
  const written = differences.map((difference) => `${difference.subject}: ${writtenEstimate(difference)}`);
  const figure = `${written.join("; ")}; ${seeds} seeds or more`;
  if (seeds < fewestSeeds)
    return { figure, verdict: "open", because: `Fewer than ${fewestSeeds} seeds make no interval.` };
  const beyond = differences.filter(({ low, high }) => low <= -tolerance || high >= tolerance);
  if (beyond.length === 0)
    return { figure, verdict: "confirmed", because: `Every interval lies within ±${tolerance}.` };
  const apart = beyond.filter(({ low, high }) => low > 0 || high < 0).map(({ subject }) => subject);
  if (apart.length > 0) {
    const because = `The interval leaves out 0 and is not within ±${tolerance}: ${apart.join(", ")}.`;
    return { figure, verdict: "differs", because };
  }
  return {
    figure,
    verdict: "not confirmed",
    because: `An interval holds 0 but reaches beyond ±${tolerance}.`,
  };
}
