import type { Estimate } from "../analysis/stratified-bootstrap.ts";
import type { Judgement } from "./experiment.ts";
import { type Comparison, fewestSeeds, meanDifference } from "./judge-differences.ts";
import { writtenEstimate } from "./written-estimate.ts";

/**
 * The verdict on "both sides are alike, wherever it was looked": confirmed when the intervals of all differences lie within ±`tolerance`,
 * for one that merely holds 0 may be wide; differs when one leaves out 0 and is not within, not confirmed else, and open while a
 * comparison has fewer than five seeds.
 */
export function judgeLikeness(comparisons: readonly Comparison[], tolerance: number): Judgement {
  if (comparisons.length === 0)
    return { figure: "–", verdict: "open", because: "There is nothing to compare." };
  const seeds = Math.min(...comparisons.map(({ pairs }) => pairs.length));
  const differences = comparisons.map(({ subject, pairs }) => ({ subject, ...meanDifference(pairs) }));
  const written = ({ subject, ...difference }: (typeof differences)[number]) =>
    `${subject}: ${writtenEstimate(difference)}`;
  const figure = `${differences.map(written).join("; ")}; ${seeds} seeds or more`;
  const reach = ({ low, high }: Estimate) => Math.max(-low, high);
  const widest = (some: typeof differences) => written(some.toSorted((a, b) => reach(b) - reach(a))[0]!);
  const decisive = widest(differences);
  if (seeds < fewestSeeds) {
    const because = `Fewer than ${fewestSeeds} seeds make no interval.`;
    return { figure, verdict: "open", because, decisive };
  }
  const beyond = differences.filter((difference) => reach(difference) >= tolerance);
  if (beyond.length === 0)
    return { figure, verdict: "confirmed", because: `Every interval lies within ±${tolerance}.`, decisive };
  const apart = beyond.filter(({ low, high }) => low > 0 || high < 0);
  if (apart.length > 0) {
    const where = apart.map(({ subject }) => subject).join(", ");
    const because = `The interval leaves out 0 and is not within ±${tolerance}: ${where}.`;
    return { figure, verdict: "differs", because, decisive: widest(apart) };
  }
  const because = `An interval holds 0 but reaches beyond ±${tolerance}.`;
  return { figure, verdict: "not confirmed", because, decisive };
}
