import { describe, expect, test } from "vitest";
import { Series } from "./series.ts";

/** Values that repeat nowhere near a bucket's length. */
const valueAt = (i: number) => Math.sin(i * 12.9898) * 100 + (i % 977 === 0 ? 500 : 0);

function filled(length: number): Series {
  const series = new Series("losses/loss");
  for (let i = 0; i < length; i++) series.push(i * 3, valueAt(i));
  return series;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

describe("a series of any length", () => {
  for (const length of [0, 1, 2047, 2048, 2049, 4096, 10_001, 70_000]) {
    test(`${length} points: keeps their count, extremes and weighted mean within 2048 buckets`, () => {
      const series = filled(length);
      const values = Array.from({ length }, (_, i) => valueAt(i));
      const { steps, means, minima, maxima, counts } = series;
      expect(steps.length).toBeLessThanOrEqual(2048);
      for (const column of [means, minima, maxima, counts]) expect(column.length).toBe(steps.length);
      expect(sum(counts)).toBe(length);
      expect(sum(means.map((mean, i) => mean * counts[i]!))).toBeCloseTo(sum(values), 4);
      if (length === 0) return;
      expect(minima.reduce((a, b) => Math.min(a, b))).toBe(values.reduce((a, b) => Math.min(a, b)));
      expect(maxima.reduce((a, b) => Math.max(a, b))).toBe(values.reduce((a, b) => Math.max(a, b)));
      expect(steps.at(-1)).toBe((length - 1) * 3);
      expect(steps.every((step, i) => i === 0 || step > steps[i - 1]!)).toBe(true);
    });
  }

  test("has every mean between its bucket's extremes", () => {
    const { means, minima, maxima } = filled(10_001);
    for (const [i, mean] of means.entries()) {
      expect(mean).toBeGreaterThanOrEqual(minima[i]! - 1e-9);
      expect(mean).toBeLessThanOrEqual(maxima[i]! + 1e-9);
    }
  });
});

describe("a series that goes on from a thinned one", () => {
  const thinned = {
    name: "losses/loss",
    steps: [40, 80, 100],
    means: [1, 2, 3],
    minima: [0, 1, 2],
    maxima: [5, 6, 7],
    counts: [4, 4, 2],
  };

  test("fills the last bucket as full as the others before it begins another", () => {
    const series = Series.from(thinned);
    for (const [i, value] of [3, 3, 9].entries()) series.push(110 + i, value);
    expect(series.counts).toEqual([4, 4, 4, 1]);
    expect(series.means).toEqual([1, 2, 3, 9]);
    expect(series.steps).toEqual([40, 80, 111, 112]);
  });

  test("leaves what it was made from as it was", () => {
    Series.from(thinned).push(110, 1000);
    expect(thinned.counts).toEqual([4, 4, 2]);
    expect(thinned.maxima).toEqual([5, 6, 7]);
  });

  test("of more buckets than are kept merges them, and loses none", () => {
    const many = Array.from({ length: 5000 }, (_, i) => i);
    const series = Series.from({
      ...thinned,
      steps: many,
      means: many,
      minima: many,
      maxima: many,
      counts: many.map(() => 3),
    });
    expect(series.steps.length).toBeLessThanOrEqual(2048);
    expect(sum(series.counts)).toBe(15_000);
    expect([series.minima[0], series.maxima.at(-1), series.steps.at(-1)]).toEqual([0, 4999, 4999]);
  });
});

test("the last value is that of the last bucket, null before the first point", () => {
  expect(new Series("x").last).toBeNull();
  expect(filled(5).last).toBe(valueAt(4));
});
