import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { choleskyFactor, invertLower } from "./cholesky.ts";
import { expectClose, identity, randomCovariance, times, timesTransposed } from "./random-matrix.case.ts";

describe("Cholesky factorisation", () => {
  it("matches a factor worked by hand", () => {
    const factor = new Float64Array(9);
    const matrix = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
    expect(choleskyFactor(factor, 0, matrix, 0, 3)).toBe(true);
    expect([...factor]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])("L Lᵀ = A, L⁻¹ L = I, D = %i", (size) => {
    const random = Xoshiro128.fromSeed(1, size);
    for (let trial = 0; trial < 20; trial++) {
      const matrix = randomCovariance(random, size);
      const factor = matrix.slice();
      expect(choleskyFactor(factor, 0, factor, 0, size)).toBe(true);
      expectClose(timesTransposed(factor, factor, size), matrix, 1e-14);
      const inverse = new Float64Array(size * size).fill(7);
      invertLower(inverse, 0, factor, 0, size);
      expectClose(times(inverse, factor, size), identity(size), 1e-13);
    }
  });

  it("writes where it is told to", () => {
    const matrix = Float64Array.of(9, 9, 4, 2, 2, 10);
    const out = new Float64Array(7).fill(5);
    expect(choleskyFactor(out, 1, matrix, 2, 2)).toBe(true);
    expect([...out]).toEqual([5, 2, 0, 1, 3, 5, 5]);
    const inverse = new Float64Array(6).fill(5);
    invertLower(inverse, 1, out, 1, 2);
    expect([...inverse]).toEqual([5, 1 / 2, 0, -1 / 6, 1 / 3, 5]);
  });

  it.each([
    ["indefinite", [1, 2, 2, 1]],
    ["singular", [1, 1, 1, 1]],
    ["negative", [-1, 0, 0, -1]],
    ["not a number", [1, Number.NaN, Number.NaN, 1]],
    ["infinite", [1, 0, 0, Number.POSITIVE_INFINITY]],
  ])("refuses a matrix that is %s", (_, entries) => {
    expect(choleskyFactor(new Float64Array(4), 0, Float64Array.from(entries), 0, 2)).toBe(false);
  });
});
