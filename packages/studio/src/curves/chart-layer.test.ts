import { describe, expect, test } from "vitest";
import { type ChartLayer, layerRows, layerSummary } from "./chart-layer.ts";

const layer = (steps: readonly number[], values: readonly number[]): ChartLayer => ({
  label: "return",
  color: "blue",
  mark: "line",
  steps,
  values,
});

describe("a chart's table", () => {
  test("begins at the first step and ends at the last, with the values known there", () => {
    const rows = layerRows([layer([10, 20, 100], [1, 2, 3]), layer([50, 60], [7, 8])], 10);
    expect(rows[0]).toEqual({ step: 10, values: [1, null] });
    expect(rows.at(-1)).toEqual({ step: 100, values: [3, 8] });
    expect(rows.length).toBeLessThanOrEqual(10);
  });

  test("has no row twice, and none when there is nothing", () => {
    expect(layerRows([layer([5, 6], [1, 2])], 20).map(({ step }) => step)).toEqual([5, 6]);
    expect(layerRows([layer([], [])], 20)).toEqual([]);
  });
});

describe("a layer's summary", () => {
  test("names its last value, its range and its steps", () => {
    expect(layerSummary(layer([0, 1000, 2000], [3, 9, 5]), String)).toBe(
      "return: last 5, between 3 and 9, from step 0 to 2,000.",
    );
  });

  test("says so when there is nothing yet", () => {
    expect(layerSummary(layer([], []), String)).toBe("return: nothing yet.");
  });
});
