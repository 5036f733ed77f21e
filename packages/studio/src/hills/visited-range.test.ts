import { describe, expect, it } from "vitest";
import { visitedRanges } from "./visited-range.ts";

describe("visited ranges", () => {
  it("hold every remembered number of their own observation", () => {
    const [first, second] = visitedRanges(Float32Array.of(1, -20, 3, 5, 2, 0), 2);
    expect([first!.least, first!.greatest]).toEqual([1, 3]);
    expect([second!.least, second!.greatest]).toEqual([-20, 5]);
  });

  it("take twenty to two hundred nudges to walk through", () => {
    for (const width of [1e-4, 0.03, 0.2, 1, 7, 4000]) {
      const [range] = visitedRanges(Float32Array.of(-width / 3, width - width / 3), 1);
      const nudges = (range!.greatest - range!.least) / range!.nudge;
      expect(nudges).toBeGreaterThanOrEqual(19.99);
      expect(nudges).toBeLessThanOrEqual(200.01);
    }
  });

  it("are points where one state or none is remembered", () => {
    expect(visitedRanges(Float32Array.of(4), 1)).toEqual([{ least: 4, greatest: 4, nudge: 0.1 }]);
    expect(visitedRanges(new Float32Array(0), 1)).toEqual([{ least: 0, greatest: 0, nudge: 0.1 }]);
  });
});
