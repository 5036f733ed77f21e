import type { TrialRecord } from "@drumlin/run";
import { Xoshiro128 } from "drumlin";
import { describe, expect, it, test } from "vitest";
import { interquartileMean } from "./interquartile-mean.ts";
import { kaplanMeier } from "./kaplan-meier.ts";
import { mean } from "./mean.ts";
import { median } from "./median.ts";
import { medianTime } from "./median-time.ts";
import { modelSize } from "./model-size.ts";
import { optimalityGap } from "./optimality-gap.ts";
import { comparePairs } from "./paired-comparison.ts";
import { probabilityOfImprovement } from "./probability-of-improvement.ts";
import { rankCorrelation } from "./rank-correlation.ts";
import { normalizeScore } from "./score-normalization.ts";
import { stratifiedBootstrap } from "./stratified-bootstrap.ts";

const random = Xoshiro128.fromSeed(11, 0);
const normals = (count: number, shift = 0) => Array.from({ length: count }, () => shift + random.normal());
const options = () => ({ random: Xoshiro128.fromSeed(2, 0), resamples: 500 });

describe("the interquartile mean", () => {
  it("of constants is the constant", () => {
    for (let count = 1; count < 9; count++) {
      expect(interquartileMean([Array<number>(count).fill(3)])).toBe(3);
    }
  });

  it("does not depend on the order of trials, nor on outliers", () => {
    expect(interquartileMean([[9, 1, 5], [3]])).toBe(4);
    expect(interquartileMean([[3], [1, 5, 9e9]])).toBe(4);
  });
});

test("the median lies in the middle, between two of them, and is infinite or nothing where they are", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
  expect(median([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
  expect(median([])).toBeNaN();
});

test("a rank correlation knows nothing but order, and is 0 where there is none", () => {
  const pairs = normals(30).map((value): [number, number] => [value, value + 2 * random.normal()]);
  const found = rankCorrelation(pairs);
  expect(rankCorrelation(pairs.map(([x, y]) => [Math.exp(x), y ** 3]))).toBeCloseTo(found, 12);
  expect(rankCorrelation(pairs.map(([x, y]) => [-x, y]))).toBeCloseTo(-found, 12);
  expect(rankCorrelation(pairs.map(([x]) => [x, Math.exp(x)]))).toBeCloseTo(1, 12);
  expect(rankCorrelation(pairs.map(([x]) => [x, 7]))).toBe(0);
  expect(rankCorrelation([[1, 2]])).toBe(0);
});

describe("the stratified bootstrap", () => {
  it("holds the point, and is the same from the same generator", () => {
    for (let trial = 0; trial < 20; trial++) {
      const strata = [normals(10), normals(8, 5)];
      const run = () => stratifiedBootstrap(strata, (drawn) => [interquartileMean(drawn)], options())[0]!;
      const { value, low, high } = run();
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(run()).toEqual({ value, low, high });
    }
  });

  it("never mixes strata: constant strata leave nothing uncertain", () => {
    const [estimate] = stratifiedBootstrap(
      [
        [1, 1, 1],
        [7, 7],
      ],
      (drawn) => [mean(drawn.flat())],
      options(),
    );
    expect(estimate).toEqual({ value: 3.4, low: 3.4, high: 3.4 });
  });

  it("covers the mean of normals in about the nominal share of samples", () => {
    let covered = 0;
    for (let sample = 0; sample < 400; sample++) {
      const strata = [normals(25, 1), normals(25, -1)];
      const statistic = (drawn: readonly (readonly number[])[]) => [mean(drawn.map(mean))];
      const { low, high } = stratifiedBootstrap(strata, statistic, { random, resamples: 300 })[0]!;
      if (low <= 0 && high >= 0) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.91);
    expect(covered / 400).toBeLessThan(0.98);
  });

  it("needs a trial in each stratum", () => {
    expect(() => stratifiedBootstrap([[1], []], () => [0], options())).toThrow(/stratum 1 has no trial/);
  });
});

describe("comparisons", () => {
  it("of an agent with itself come out even", () => {
    const scores = [normals(7), normals(7)];
    expect(probabilityOfImprovement(scores, scores, options()).value).toBe(0.5);
    const pairs = scores.map((stratum) => stratum.map((score): [number, number] => [score, score]));
    const even = { value: 0, low: 0, high: 0 };
    const half = { value: 0.5, low: 0.5, high: 0.5 };
    expect(comparePairs(pairs, options())).toEqual({ difference: even, wins: half });
  });

  it("both ways add up to one", () => {
    const [ours, theirs] = [
      [normals(6), normals(5)],
      [normals(9), normals(4)],
    ];
    const forth = probabilityOfImprovement(ours, theirs, options()).value;
    const back = probabilityOfImprovement(theirs, ours, options()).value;
    expect(forth + back).toBeCloseTo(1, 12);
  });

  it("over pairs do not see what a seed does to both", () => {
    const pairs = normals(10).map((luck): [number, number] => [1000 * luck + 1, 1000 * luck]);
    const { difference, wins } = comparePairs([pairs], options());
    expect(difference.low).toBeCloseTo(1, 9);
    expect(difference.high).toBeCloseTo(1, 9);
    expect(wins.value).toBe(1);
  });

  it("need the same environments", () => {
    expect(() => probabilityOfImprovement([[1]], [[1], [2]], options())).toThrow(/1 and 2 environments/);
  });
});

describe("scores", () => {
  it("are 0 at the low reference and 1 at the high one", () => {
    expect([-500, -100, -300].map((value) => normalizeScore(value, { low: -500, high: -100 }))).toEqual([
      0, 1, 0.5,
    ]);
    expect(() => normalizeScore(1, { low: 5, high: 5 })).toThrow(/high must be above low/);
  });

  it("above the target do not make up for those below it", () => {
    expect(
      optimalityGap([
        [1, 50],
        [0.5, 0.5],
      ]),
    ).toBe(0.25);
  });
});

describe("a model's size", () => {
  it("is the median of its trials, whatever a single one came to", () => {
    const trials = [40, 900, 48].map((nonzero) => ({ parameters: { total: 1000, nonzero } }) as TrialRecord);
    expect(modelSize(trials)).toEqual({ total: 1000, nonzero: 48 });
  });
});

describe("survival with censoring", () => {
  it("by hand: 1/4 solved at 2, one censored at 3, half of the rest at 5", () => {
    const observed = [
      { time: 5, happened: true },
      { time: 2, happened: true },
      { time: 9, happened: false },
      { time: 3, happened: false },
    ];
    expect(kaplanMeier(observed).map(({ time, value, censored }) => [time, value, censored])).toEqual([
      [0, 1, 0],
      [2, 0.75, 0],
      [3, 0.75, 1],
      [5, 0.375, 0],
      [9, 0.375, 1],
    ]);
    expect(medianTime(observed).value).toBe(5);
  });

  it("knows no median when fewer than half were seen to solve", () => {
    const rarely = [1, 2, 3, 4].map((time) => ({ time, happened: time === 1 }));
    expect(medianTime(rarely)).toEqual({ value: null, low: 1, high: null });
  });
});
