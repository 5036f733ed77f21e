import type { TrialRecord } from "@drumlin/run";
import type { Estimate } from "../analysis/stratified-bootstrap.ts";
import { solvedReturn } from "../analysis/trial-groups.ts";
import { finalReturn } from "../study/final-return.ts";

/** Mean return of the greedy episodes after training, of a trial that did not fail. */
export function returnOf(trial: TrialRecord): number {
  return trial.finalReturn!;
}

/** The step at which it was first solved; of an unsolved trial all of its steps: at least as many were needed. */
export function stepsUntilSolved({ solvedAtStep, steps }: TrialRecord): number {
  return solvedAtStep ?? steps;
}

/** Share of the evaluations in the second half of training that reach the environment's threshold; 0 where there is none of either. */
export function hold({ curve, steps, environment }: TrialRecord): number {
  const threshold = solvedReturn(environment) ?? Number.POSITIVE_INFINITY;
  const late = curve.filter(({ step }) => step > steps / 2);
  return late.filter(({ meanReturn }) => meanReturn >= threshold).length / Math.max(late.length, 1);
}

/** What a metric was at the last evaluation; 0 where it was not told. */
export function lastMetric({ curve }: TrialRecord, name: string): number {
  return curve.at(-1)?.metrics[name] ?? 0;
}

/** The failure signatures that a trial's agent saw before its last evaluation, each with the step at which it first did. */
export function signaturesSeen({ curve }: TrialRecord): Record<string, number> {
  return curve.at(-1)?.signatures ?? {};
}

/** Interquartile mean of the final returns with its 95 % bootstrap interval over seeds, of at least one trial, none of which failed. */
export function finalEstimate(trials: readonly TrialRecord[]): Estimate {
  const { interquartileMean: value, low, high } = finalReturn(trials.map(returnOf))!;
  return { value, low, high };
}
