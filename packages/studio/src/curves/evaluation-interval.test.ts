import { expect, test } from "vitest";
import { evaluationInterval } from "./evaluation-interval.ts";

const evaluations = { steps: [1000, 2000, 3000], means: [10, 20, 30] };

test("the interval is 1.96 standard errors to both sides, of the deviation at the same step", () => {
  const { lows, highs } = evaluationInterval(evaluations, { steps: [1000, 3000], means: [5, 10] }, 25);
  expect(lows[0]).toBeCloseTo(10 - 1.96, 12);
  expect(highs[2]).toBeCloseTo(30 + 1.96 * 2, 12);
  expect([lows[1], highs[1]]).toEqual([20, 20]);
});

test("four times the episodes halve the interval", () => {
  const deviations = { steps: evaluations.steps, means: [8, 8, 8] };
  const width = (episodes: number) => {
    const { lows, highs } = evaluationInterval(evaluations, deviations, episodes);
    return highs[1]! - lows[1]!;
  };
  expect(width(40)).toBeCloseTo(width(10) / 2, 12);
});

test("without deviations the interval is the mean", () => {
  expect(evaluationInterval(evaluations, undefined, 20)).toEqual({ lows: [10, 20, 30], highs: [10, 20, 30] });
});
