import { expect, test } from "vitest";
import { withFinerStretch } from "./finer-series.ts";

const columns = (steps: number[]) => ({ steps, means: steps, minima: steps, maxima: steps });
const thinned = (steps: number[]) => ({ name: "losses/loss", ...columns(steps), counts: steps.map(() => 1) });

test("a finer stretch replaces the points of its steps, and no other", () => {
  const joined = withFinerStretch(columns([10, 20, 30, 40]), thinned([18, 20, 22, 30]));
  expect(joined).toEqual(columns([10, 18, 20, 22, 30, 40]));
});

test("a stretch before, after or around all points stands there, and steps never fall", () => {
  expect(withFinerStretch(columns([10, 20]), thinned([1, 2])).steps).toEqual([1, 2, 10, 20]);
  expect(withFinerStretch(columns([10, 20]), thinned([30, 31])).steps).toEqual([10, 20, 30, 31]);
  expect(withFinerStretch(columns([10, 20]), thinned([5, 25])).steps).toEqual([5, 25]);
});

test("without a stretch, or with an empty one, a series is as it was", () => {
  const series = columns([1, 2]);
  expect(withFinerStretch(series, undefined)).toBe(series);
  expect(withFinerStretch(series, thinned([]))).toBe(series);
});
