import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { tdLoss, tdSlopes } from "./td-loss.ts";

const ones = (count: number) => new Float64Array(count).fill(1);

describe("tdLoss", () => {
  it("is the mean square without a threshold", () => {
    expect(tdLoss(Float64Array.of(1, -2, 3), ones(3), Number.POSITIVE_INFINITY)).toBeCloseTo(14 / 3, 15);
  });

  it("is δ² up to κ and 2κ|δ| − κ² beyond, weighted by importance, worked by hand", () => {
    // κ = 2: h(1) = 1, h(−2) = 4, h(5) = 4·5 − 4 = 16, h(−3) = 12 − 4 = 8.
    expect(tdLoss(Float64Array.of(1, -2, 5, -3), Float64Array.of(1, 2, 0.5, 1), 2)).toBe((1 + 8 + 8 + 8) / 4);
  });

  it("and its slope are continuous at the threshold", () => {
    for (const threshold of [0.1, 1, 7]) {
      const [below, above] = [threshold * (1 - 1e-9), threshold * (1 + 1e-9)];
      const at = (error: number) => tdLoss(Float64Array.of(error), ones(1), threshold);
      expect(at(above) / at(below)).toBeCloseTo(1, 7);
      const slopes = new Float64Array(2);
      tdSlopes(slopes, Float64Array.of(below, above), ones(2), threshold);
      expect(slopes[1] / slopes[0]).toBeCloseTo(1, 7);
    }
  });
});

describe("tdSlopes", () => {
  it("are the derivative of tdLoss, squared and Huber, on either side of the kink", () => {
    const random = Xoshiro128.fromSeed(0, 9);
    for (const threshold of [Number.POSITIVE_INFINITY, 0.5, 2]) {
      for (let trial = 0; trial < 30; trial++) {
        const count = 1 + random.integer(9);
        const errors = Float64Array.from({ length: count }, () => 2 * random.normal());
        const importance = Float64Array.from({ length: count }, () => random.uniform());
        const slopes = new Float64Array(count);
        tdSlopes(slopes, errors, importance, threshold);
        for (let t = 0; t < count; t++) {
          if (Math.abs(Math.abs(errors[t]) - threshold) < 1e-4) continue;
          const at = (error: number) => tdLoss(errors.with(t, error), importance, threshold);
          const numeric = (at(errors[t] + 1e-5) - at(errors[t] - 1e-5)) / 2e-5;
          expect(slopes[t]).toBeCloseTo(numeric, 8);
        }
      }
    }
  });

  it("never exceed 2κ·importance/T", () => {
    const slopes = new Float64Array(2);
    tdSlopes(slopes, Float64Array.of(1e300, -1e300), Float64Array.of(1, 0.25), 3);
    expect([...slopes]).toEqual([3, -0.75]);
  });
});
