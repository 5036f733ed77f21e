import type { EvaluationPoint, TrialRecord } from "@drumlin/run";
import { mean } from "../analysis/mean.ts";
import { median } from "../analysis/median.ts";
import type { ScorePair } from "../analysis/paired-comparison.ts";
import type { Estimate } from "../analysis/stratified-bootstrap.ts";
import { intervalRows } from "./interval-rows.ts";

/** What an evaluation says, as a number; not finite where it says nothing. */
export type ReadPoint = (point: EvaluationPoint) => number;

/** What is smaller counts as this: a logarithm knows no 0. */
const smallest = 1e-6;

/** Reads the logarithm, to the base 10, of a metric whose size matters more than its differences. */
export function logOf(metric: string): ReadPoint {
  return ({ metrics }) => Math.log10(Math.max(metrics[metric] ?? Number.NaN, smallest));
}

/** The means over the first and the last third of a trial's evaluations, as one pair; none where no evaluation says anything. */
export function thirds({ curve }: TrialRecord, read: ReadPoint): ScorePair[] {
  const values = curve.map(read).filter(Number.isFinite);
  if (values.length === 0) return [];
  const third = Math.ceil(values.length / 3);
  return [[mean(values.slice(0, third)), mean(values.slice(-third))]];
}

/** The mean over the last third of a trial's evaluations; null where no evaluation says anything. */
export function lateMean(trial: TrialRecord, read: ReadPoint): number | null {
  const [means] = thirds(trial, read);
  return means === undefined ? null : means[1];
}

/** Of a measure that is a logarithm, medians over trials of what it is the logarithm of: `12.3 → 4.56`. */
export function earlyToLate(trials: readonly TrialRecord[], read: ReadPoint): string {
  const pairs = trials.flatMap((trial) => thirds(trial, read));
  if (pairs.length === 0) return "–";
  const written = (log: number) => (10 ** log).toPrecision(3).replace(/e\+?/, "·10^");
  return `${written(median(pairs.map(([early]) => early)))} → ${written(median(pairs.map(([, late]) => late)))}`;
}

/** Mean over trials of their late means, with its 95 % interval, as a list of one; none where no trial says anything. */
export function lateEstimate(
  trials: readonly TrialRecord[],
  read: ReadPoint,
): (Estimate & { readonly seeds: number })[] {
  const late = trials.map((trial) => lateMean(trial, read)).filter((value) => value !== null);
  return intervalRows("", "", late, mean).map(({ value, low, high }) => ({
    value,
    low,
    high,
    seeds: late.length,
  }));
}
