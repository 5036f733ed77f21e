import { Xoshiro128 } from "drumlin";
import { comparePairs, type ScorePair } from "../analysis/paired-comparison.ts";
import type { Estimate } from "../analysis/stratified-bootstrap.ts";
import type { Claim, Judgement } from "./experiment.ts";

/** Two sides of a claim over equal seeds. */
export interface Comparison {
  /** What is compared, or where: `CartPole-v1`. */
  readonly subject: string;
  /** The side that the claim favours first. */
  readonly pairs: readonly ScorePair[];
}

/** The comparisons under other names of their subjects. */
export function renamed(comparisons: readonly Comparison[], name: (subject: string) => string): Comparison[] {
  return comparisons.map(({ subject, pairs }) => ({ subject: name(subject), pairs }));
}

/** Fewer seeds than these make no interval to judge by. */
export const fewestSeeds = 5;

/** Mean of the first side minus the second over seeds, with its 95 % interval; the same for the same pairs. Needs one pair. */
export function meanDifference(pairs: readonly ScorePair[]): Estimate {
  return comparePairs([pairs], { random: Xoshiro128.fromSeed(0, 0) }).difference;
}

/**
 * The verdict on "the first side is higher, wherever it was looked": confirmed when the intervals of all differences lie above 0, differs
 * when one lies below, not confirmed when one holds 0, and open while a comparison has fewer than five seeds.
 */
export function judgeDifferences(
  comparisons: readonly Comparison[],
  format: (value: number) => string,
): Judgement {
  const judged = comparisons
    .filter(({ pairs }) => pairs.length > 0)
    .map(({ subject, pairs }) => ({ subject, seeds: pairs.length, ...meanDifference(pairs) }));
  if (judged.length === 0) return { figure: "–", verdict: "open", because: "There is nothing to compare." };
  const seeds = Math.min(...judged.map((comparison) => comparison.seeds));
  const written = ({ subject, value, low, high }: (typeof judged)[number]) =>
    `${subject}: ${signed(value, format)} (${signed(low, format)} … ${signed(high, format)})`;
  const figure = `${judged.map(written).join("; ")}; ${seeds} seeds or more`;
  const lowest = (some: typeof judged) => written(some.toSorted((a, b) => a.low - b.low)[0]!);
  const decisive = lowest(judged);
  if (judged.length < comparisons.length || seeds < fewestSeeds) {
    const because = `Fewer than ${fewestSeeds} seeds make no interval.`;
    return { figure, verdict: "open", because, decisive };
  }
  const above = judged.filter(({ low }) => low > 0);
  const below = judged.filter(({ high }) => high < 0);
  if (below.length > 0) {
    const rest = above.length === 0 ? "" : `; above 0: ${subjects(above)}`;
    const because = `The interval lies below 0: ${subjects(below)}${rest}.`;
    return { figure, verdict: "differs", because, decisive: lowest(below) };
  }
  if (above.length < judged.length) {
    const unclear = judged.filter(({ low }) => low <= 0);
    const because = `The interval holds 0: ${subjects(unclear)}.`;
    return { figure, verdict: "not confirmed", because, decisive };
  }
  return { figure, verdict: "confirmed", because: "Every interval lies above 0.", decisive };
}

/** The claim that the first side is higher, judged by `judgeDifferences`. */
export function differenceClaim(
  statement: string,
  source: string,
  comparisons: readonly Comparison[],
  format: (value: number) => string,
): Claim {
  return { statement, source, ...judgeDifferences(comparisons, format) };
}

function subjects(judged: readonly { readonly subject: string }[]): string {
  return judged.map(({ subject }) => subject).join("; ");
}

/** With its sign, unless it is 0 as written. */
function signed(value: number, format: (value: number) => string): string {
  const text = format(value);
  if (!/[1-9]/.test(text)) return text.replace("-", "");
  return value > 0 ? `+${text}` : text;
}
