import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { softThreshold } from "./soft-threshold.ts";

describe("softThreshold", () => {
  it("is sign(ξ) max(0, |ξ| − threshold), worked by hand", () => {
    const numbers = [3, -3, 0.5, -0.5, 0.25, -0.25, 0, Number.NaN];
    const expected = [2.5, -2.5, 0, 0, 0, 0, 0, Number.NaN];
    expect(numbers.map((number) => softThreshold(number, 0.5))).toEqual(expected);
    expect(softThreshold(3, Number.POSITIVE_INFINITY)).toBe(0);
  });

  it("changes nothing at a threshold of 0", () => {
    for (const number of [3, -1e-300, 0]) expect(softThreshold(number, 0)).toBe(number);
  });

  it("is the proximal step: nothing near has less of (u − ξ)²/2 + threshold·|u|", () => {
    const random = Xoshiro128.fromSeed(0, 12);
    for (let trial = 0; trial < 200; trial++) {
      const [number, threshold] = [2 * random.normal(), random.uniform()];
      const cost = (u: number) => (u - number) ** 2 / 2 + threshold * Math.abs(u);
      const found = softThreshold(number, threshold);
      for (const step of [1, 0.1, 1e-3]) {
        for (const sign of [1, -1]) expect(cost(found + sign * step)).toBeGreaterThan(cost(found));
      }
    }
  });
});
