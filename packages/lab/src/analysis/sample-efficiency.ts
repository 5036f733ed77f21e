import { interquartileMean } from "./interquartile-mean.ts";
import type { Strata } from "./strata.ts";
import { type BootstrapOptions, type Estimate, stratifiedBootstrap } from "./stratified-bootstrap.ts";

/** Scores of one trial at its evaluations, steps ascending. */
export type ScoreCurve = readonly { readonly step: number; readonly score: number }[];

/** The aggregate of all trials' scores at one evaluation step. */
export interface EfficiencyPoint extends Estimate {
  readonly step: number;
}

/**
 * The sample-efficiency curve: at each step that every trial was evaluated at, the aggregate of the scores with a pointwise interval.
 * A resample draws whole trials, so that neighbouring steps see the same seeds.
 *
 * Source: Agarwal et al. 2021, § 4.3 and their example "sample efficiency curve".
 *
 * @param strata trials by environment; scores of several environments must be normalised to be comparable
 * @param aggregate of the scores at one step; the interquartile mean unless given
 * @throws RangeError when an environment has no trial
 */
export function sampleEfficiency(
  strata: Strata<ScoreCurve>,
  options: BootstrapOptions,
  aggregate: (scores: Strata) => number = interquartileMean,
): EfficiencyPoint[] {
  const curves = strata.map((trials) =>
    trials.map((curve) => new Map(curve.map((at) => [at.step, at.score]))),
  );
  const steps = commonSteps(curves.flat());
  const scores = curves.map((trials) => trials.map((curve) => steps.map((step) => curve.get(step)!)));
  const statistic = (resampled: Strata<readonly number[]>) =>
    steps.map((_, index) => aggregate(resampled.map((trials) => trials.map((curve) => curve[index]!))));
  return stratifiedBootstrap(scores, statistic, options).map((estimate, index) => ({
    step: steps[index]!,
    ...estimate,
  }));
}

function commonSteps(curves: readonly ReadonlyMap<number, number>[]): number[] {
  const [first = new Map<number, number>(), ...others] = curves;
  return [...first.keys()].filter((step) => others.every((curve) => curve.has(step)));
}
