import { formatReturn } from "@drumlin/run";
import type { Estimate } from "../analysis/stratified-bootstrap.ts";
import { jointVerdict, judgeEstimate } from "./compare-agents.ts";
import type { Judgement } from "./experiment.ts";
import { type Comparison, meanDifference } from "./judge-differences.ts";
import { writtenInterval } from "./written-estimate.ts";

/** What was found in one place. */
export interface PlaceEstimate extends Estimate {
  /** Where: `CartPole-v1`. */
  readonly subject: string;
  /** That its interval is made of. */
  readonly seeds: number;
}

/** Where estimates should lie. */
export interface Bar {
  readonly side: "above" | "below";
  readonly bar: number;
  readonly format: (value: number) => string;
  /** What stands behind the figures: `of the states`. */
  readonly unit?: string;
}

/**
 * The verdict on "it is above, or below, a bar, wherever it was looked": confirmed when every interval lies on that side, differs when one
 * lies on the other, and open with fewer than five seeds.
 */
export function judgeBar(found: readonly PlaceEstimate[], { side, bar, format, unit }: Bar): Judgement {
  const written = found.map(({ subject, value, seeds, ...interval }) => {
    const figure = `${format(value)} (${writtenInterval(interval, format)}, ${seeds} seeds)`;
    return [`${subject}: ${figure}`, ...(unit === undefined ? [] : [unit])].join(" ");
  });
  const verdicts = found.map(({ low, high, seeds }) =>
    side === "above"
      ? judgeEstimate({ low, high }, bar, seeds)
      : judgeEstimate({ low: -high, high: -low }, -bar, seeds),
  );
  const figure = written.join("; ") || "–";
  const verdict = jointVerdict(verdicts);
  const other = side === "above" ? "below" : "above";
  return {
    figure,
    verdict,
    decisive: written[verdicts.indexOf(verdict)] ?? figure,
    because: `Confirmed when every interval lies ${side} ${format(bar)}, differs when one lies ${other}.`,
  };
}

/** The verdict on "the first side is no lower than the second": whether all mean differences lie above −`tolerance`. */
export function judgeNoLower(comparisons: readonly Comparison[], tolerance: number): Judgement {
  const found = comparisons
    .filter(({ pairs }) => pairs.length > 0)
    .map(({ subject, pairs }) => ({ subject, seeds: pairs.length, ...meanDifference(pairs) }));
  return judgeBar(found, { side: "above", bar: -tolerance, format: formatReturn });
}
