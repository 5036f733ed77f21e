import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import {
  expectClose,
  identity,
  randomCovariance,
  randomSymmetric,
  randomWithEigenvalues,
  times,
} from "./random-matrix.case.ts";
import { SymmetricEigen } from "./symmetric-eigen.ts";
import { SymmetricExponential } from "./symmetric-exponential.ts";
import { SymmetricFunction } from "./symmetric-function.ts";

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

describe("SymmetricFunction", () => {
  it("matches values known by hand", () => {
    const of = new SymmetricFunction(2);
    const out = new Float64Array(4);
    of.squareRoot(out, 0, Float64Array.of(5, 4, 4, 5), 0);
    expectClose(out, [2, 1, 1, 2], 1e-15);
    of.exponential(out, 0, Float64Array.of(0, 1, 1, 0), 0);
    expectClose(out, [Math.cosh(1), Math.sinh(1), Math.sinh(1), Math.cosh(1)], 1e-15);
    of.logarithm(out, 0, Float64Array.of(2, 1, 1, 2), 0);
    const half = Math.log(3) / 2;
    expectClose(out, [half, half, half, half], 1e-15);
  });

  it.each(SIZES)("squares, inverts and undoes, D = %i", (size) => {
    const random = Xoshiro128.fromSeed(6, size);
    const of = new SymmetricFunction(size);
    for (let trial = 0; trial < 20; trial++) {
      const matrix = randomCovariance(random, size);
      const root = new Float64Array(size * size);
      const inverseRoot = new Float64Array(size * size);
      of.squareRoot(root, 0, matrix, 0);
      of.inverseSquareRoot(inverseRoot, 0, matrix, 0);
      expectClose(times(root, root, size), matrix, 1e-14);
      expectClose(times(root, inverseRoot, size), identity(size), 1e-13);
      const there = matrix.slice();
      of.logarithm(there, 0, there, 0);
      of.exponential(there, 0, there, 0);
      expectClose(there, matrix, 1e-13);
    }
  });

  it("bounds eigenvalues, and leaves a matrix within bounds bit for bit alone", () => {
    const random = Xoshiro128.fromSeed(7, 0);
    const of = new SymmetricFunction(4);
    const eigen = new SymmetricEigen(4);
    const matrix = randomWithEigenvalues(random, [10, 2, 0.5, -3]);
    const before = matrix.slice();
    expect(of.boundEigenvalues(matrix, 0, -4, 11)).toBe(false);
    expect(of.boundEigenvalues(matrix, 0, -3.0001, 10.0001)).toBe(false);
    expect([...matrix]).toEqual([...before]);
    expect(of.boundEigenvalues(matrix, 0, 1, 3)).toBe(true);
    eigen.decompose(matrix, 0);
    expectClose(eigen.values, [3, 2, 1, 1], 1e-14);
    expect(of.boundEigenvalues(matrix, 0, 1, 3)).toBe(false);
  });
});

describe("SymmetricExponential", () => {
  it.each(SIZES)("agrees with the eigenvalue form at every norm, D = %i", (size) => {
    const random = Xoshiro128.fromSeed(8, size);
    const byPolynomial = new SymmetricExponential(size);
    const byEigenvalues = new SymmetricFunction(size);
    const expected = new Float64Array(size * size);
    for (const norm of [
      0,
      1e-12,
      1e-6,
      5e-4,
      1 / 1024,
      1.0001 / 1024,
      0.01,
      1 / 16,
      0.07,
      0.5,
      1,
      3,
      10,
      40,
    ]) {
      for (let trial = 0; trial < 5; trial++) {
        const matrix = randomSymmetric(random, size, norm);
        byEigenvalues.exponential(expected, 0, matrix, 0);
        expectClose(byPolynomial.of(matrix, 0, 1), expected, 1e-14 * Math.max(1, norm));
        byEigenvalues.exponential(
          expected,
          0,
          matrix.map((entry) => -entry / 2),
          0,
        );
        expectClose(byPolynomial.of(matrix, 0, -0.5), expected, 1e-14 * Math.max(1, norm));
      }
    }
  });

  it("is not finite, and ends, where its argument is not finite", () => {
    const exponential = new SymmetricExponential(2);
    for (const entry of [Number.NaN, Number.POSITIVE_INFINITY, 1e200]) {
      expect(exponential.of(Float64Array.of(entry, 0, 0, 1), 0, 1).every(Number.isFinite)).toBe(false);
    }
    expectClose(exponential.of(Float64Array.of(0, 0, 0, 0), 0, 1), [1, 0, 0, 1], 0);
  });
});
