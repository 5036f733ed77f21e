import { Xoshiro128 } from "drumlin";
import { describe, expect, it } from "vitest";
import golden from "./golden/golden.json" with { type: "json" };
import { interquartileMean } from "./interquartile-mean.ts";
import { kaplanMeier } from "./kaplan-meier.ts";
import { medianTime } from "./median-time.ts";
import { optimalityGap } from "./optimality-gap.ts";
import { comparePairs } from "./paired-comparison.ts";
import { performanceProfile } from "./performance-profile.ts";
import { probabilityOfImprovement } from "./probability-of-improvement.ts";
import { quantile } from "./quantile.ts";
import { rankCorrelation } from "./rank-correlation.ts";
import { sampleEfficiency } from "./sample-efficiency.ts";
import { type Estimate, stratifiedBootstrap } from "./stratified-bootstrap.ts";

/** rliable has a row a run and a column a task. */
function columns<T>(rows: readonly (readonly T[])[]): T[][] {
  return rows[0]!.map((_, column) => rows.map((row) => row[column]!));
}

const first = columns(golden.first);
const second = columns(golden.second);
const options = () => ({ random: Xoshiro128.fromSeed(1, 0), resamples: 4000 });

/** Equal values; the ends of the intervals as near as two bootstraps of thousands come. */
function expectEstimate(actual: Estimate, expected: Estimate): void {
  expect(actual.value).toBeCloseTo(expected.value, 12);
  expect(Math.abs(actual.low - expected.low)).toBeLessThan(0.035);
  expect(Math.abs(actual.high - expected.high)).toBeLessThan(0.035);
}

describe("golden data of rliable", () => {
  it.each([
    ["interquartileMean", interquartileMean],
    ["optimalityGap", optimalityGap],
  ] as const)("%s", (name, aggregate) => {
    const [estimate] = stratifiedBootstrap(first, (strata) => [aggregate(strata)], options());
    expectEstimate(estimate!, golden[name]);
  });

  it("probability of improvement, ties included", () => {
    expectEstimate(probabilityOfImprovement(first, second, options()), golden.probabilityOfImprovement);
  });

  it("performance profile", () => {
    const profile = performanceProfile(first, golden.thresholds, options());
    for (const [index, point] of profile.entries()) expectEstimate(point, golden.performanceProfile[index]!);
  });

  it("sample-efficiency curve", () => {
    const curves = columns(golden.curves).map((trials) =>
      trials.map((scores) => scores.map((score, index) => ({ step: 1000 * (index + 1), score }))),
    );
    const points = sampleEfficiency(curves, options());
    expect(points.map(({ step }) => step)).toEqual([1000, 2000, 3000, 4000]);
    for (const [index, point] of points.entries()) expectEstimate(point, golden.sampleEfficiency[index]!);
  });
});

describe("golden data of scipy, numpy and lifelines", () => {
  it("paired difference (scipy.stats.bootstrap, paired)", () => {
    const pairs = second[0]!.map((score, seed): [number, number] => [first[0]![seed]!, score]);
    expectEstimate(comparePairs([pairs], options()).difference, golden.paired);
  });

  it("rank correlation, ties included (scipy.stats.spearmanr)", () => {
    for (const [task, expected] of golden.rankCorrelations.entries()) {
      const pairs = second[task]!.map((score, seed): [number, number] => [first[task]![seed]!, score]);
      expect(rankCorrelation(pairs)).toBeCloseTo(expected, 12);
    }
  });

  it("quantiles (numpy)", () => {
    const ascending = golden.first.flat().sort((a, b) => a - b);
    for (const [index, probability] of [0, 0.025, 0.3, 0.5, 0.975, 1].entries()) {
      expect(quantile(ascending, probability)).toBeCloseTo(golden.quantiles[index]!, 12);
    }
  });

  it.each(golden.survivals)("survival curve with its band (scipy) and median (lifelines), %#", (survival) => {
    const observations = survival.times.map((time, index) => ({ time, happened: survival.happened[index]! }));
    const points = kaplanMeier(observations).slice(1);
    expect(points).toHaveLength(survival.curve.length);
    for (const [index, { time, value, low, high }] of survival.curve.entries()) {
      expect(points[index]!.time).toBe(time);
      expect(points[index]!.value).toBeCloseTo(value, 12);
      if (low !== null) expect(points[index]!.low).toBeCloseTo(low, 12);
      if (high !== null) expect(points[index]!.high).toBeCloseTo(high, 12);
    }
    expect(medianTime(observations)).toEqual(survival.median);
  });
});
