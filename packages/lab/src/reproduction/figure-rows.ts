import type { EvaluationPoint, TrialRecord } from "@drumlin/run";
import { Xoshiro128 } from "drumlin";
import { kaplanMeier } from "../analysis/kaplan-meier.ts";
import { median } from "../analysis/median.ts";
import { modelSize } from "../analysis/model-size.ts";
import { sampleEfficiency } from "../analysis/sample-efficiency.ts";
import { doneGroups, solvedReturn, trialGroups } from "../analysis/trial-groups.ts";
import { scoreCurves, stepsToSolve } from "../analysis/trial-strata.ts";
import type { IntervalRow } from "../figures/interval-plot.ts";
import type { LearningCurveRow } from "../figures/learning-curves.ts";
import type { ReturnBySizeRow } from "../figures/return-by-size.ts";
import type { SurvivalRow } from "../figures/survival-curves.ts";
import { intervalRows } from "./interval-rows.ts";
import { finalEstimate } from "./trial-measures.ts";

/** Interquartile mean of the evaluations of each agent in each environment, with its 95 % bootstrap interval over seeds. */
export function learningCurveRows(trials: readonly TrialRecord[]): LearningCurveRow[] {
  return doneGroups(trials).flatMap(({ agent, environment, trials: group }) => {
    const options = { random: Xoshiro128.fromSeed(0, 0), resamples: 1000 };
    const threshold = solvedReturn(environment);
    return sampleEfficiency(scoreCurves(group, [environment]), options).map((point) => ({
      environment,
      agent,
      ...point,
      ...(threshold === null ? {} : { threshold }),
    }));
  });
}

/** Median over seeds of what `read` makes of each evaluation, with its interval; points where that is not finite are left out. */
export function metricCurveRows(
  trials: readonly TrialRecord[],
  read: (point: EvaluationPoint) => number,
): LearningCurveRow[] {
  return doneGroups(trials).flatMap(({ agent, environment, trials: group }) => {
    const options = { random: Xoshiro128.fromSeed(0, 0), resamples: 1000 };
    const curves = group.map(({ curve }) =>
      curve
        .map((point) => ({ step: point.step, score: read(point) }))
        .filter(({ score }) => Number.isFinite(score)),
    );
    return sampleEfficiency([curves], options, (scores) => median(scores.flat())).map((point) => ({
      environment,
      agent,
      ...point,
    }));
  });
}

/** A statistic of one number a trial, of each agent in each environment, with its 95 % bootstrap interval over seeds: a panel an environment. */
export function measureRows(
  trials: readonly TrialRecord[],
  title: string,
  measure: (trial: TrialRecord) => number,
  statistic: (values: readonly number[]) => number,
): IntervalRow[] {
  return doneGroups(trials).flatMap(({ agent, environment, trials: group }) =>
    intervalRows(agent, `${environment} (${title})`, group.map(measure), statistic),
  );
}

/** Share of the trials of each agent in each environment that have not solved it yet. */
export function survivalRows(trials: readonly TrialRecord[]): SurvivalRow[] {
  return trialGroups(trials).flatMap(({ agent, environment, trials: group }) =>
    kaplanMeier(stepsToSolve(group)).map(({ time, ...point }) => ({
      environment,
      agent,
      step: time,
      ...point,
    })),
  );
}

/**
 * Final return and median size of each agent in each environment. Agents that `lineOf` names alike stand on one line, from the
 * smallest to the largest.
 */
export function returnBySizeRows(
  trials: readonly TrialRecord[],
  lineOf: (agent: string) => string,
): ReturnBySizeRow[] {
  return doneGroups(trials)
    .map(({ agent, environment, trials: group }) => ({
      environment,
      agent: lineOf(agent),
      ...modelSize(group),
      ...finalEstimate(group),
    }))
    .toSorted((a, b) => a.nonzero - b.nonzero);
}
