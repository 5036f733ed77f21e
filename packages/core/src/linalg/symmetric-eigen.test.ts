import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import {
  expectClose,
  identity,
  randomSymmetric,
  randomWithEigenvalues,
  timesTransposed,
} from "./random-matrix.case.ts";
import { SymmetricEigen } from "./symmetric-eigen.ts";

function expectDecomposition(eigen: SymmetricEigen, matrix: Float64Array, size: number): void {
  const scaled = eigen.vectors.map((entry, i) => entry * eigen.values[i % size]);
  expectClose(timesTransposed(scaled, eigen.vectors, size), matrix, 1e-14);
  expectClose(timesTransposed(eigen.vectors, eigen.vectors, size), identity(size), 1e-13);
  for (let i = 1; i < size; i++) expect(eigen.values[i]).toBeLessThanOrEqual(eigen.values[i - 1]);
}

describe("SymmetricEigen", () => {
  it("finds eigenvalues known by hand", () => {
    const eigen = new SymmetricEigen(3);
    eigen.decompose(Float64Array.of(2, -1, 0, -1, 2, -1, 0, -1, 2), 0);
    expectClose(eigen.values, [2 + Math.SQRT2, 2, 2 - Math.SQRT2], 1e-15);
    expectDecomposition(eigen, Float64Array.of(2, -1, 0, -1, 2, -1, 0, -1, 2), 3);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])("V Λ Vᵀ = A with VᵀV = I and Λ sorted, D = %i", (size) => {
    const random = Xoshiro128.fromSeed(2, size);
    const eigen = new SymmetricEigen(size);
    for (let trial = 0; trial < 20; trial++) {
      const scale = 10 ** (6 * random.uniform() - 3);
      const matrix = randomSymmetric(random, size, scale);
      eigen.decompose(matrix, 0);
      expectDecomposition(eigen, matrix, size);
    }
  });

  it.each([
    ["zero", [0, 0, 0, 0]],
    ["diagonal", [1, 0, 0, 3]],
    ["of zero diagonal", [0, 1, 1, 0]],
    ["of rank one", [1, 2, 2, 4]],
    ["with a double eigenvalue", [5, 0, 0, 5]],
    ["of enormous entries", [1e300, 1e299, 1e299, -1e300]],
    ["of minute entries", [1e-300, 1e-301, 1e-301, -1e-300]],
  ])("decomposes a matrix %s", (_, entries) => {
    const eigen = new SymmetricEigen(2);
    const matrix = Float64Array.from(entries);
    eigen.decompose(matrix, 0);
    const largest = Math.max(...matrix.map(Math.abs)) || 1;
    const scaled = eigen.vectors.map((entry, i) => entry * (eigen.values[i % 2] / largest));
    expectClose(
      timesTransposed(scaled, eigen.vectors, 2),
      matrix.map((entry) => entry / largest),
      1e-15,
    );
    expect(eigen.values[0]).toBeGreaterThanOrEqual(eigen.values[1]);
  });

  it("finds repeated eigenvalues and rank-deficient matrices, D = 6", () => {
    const random = Xoshiro128.fromSeed(3, 0);
    for (const eigenvalues of [
      [3, 3, 3, 1, 1, 1],
      [2, 0, 0, 0, 0, 0],
      [1, 1, 1, 1, 1, 1],
    ]) {
      const matrix = randomWithEigenvalues(random, eigenvalues);
      const eigen = new SymmetricEigen(6);
      eigen.decompose(matrix, 0);
      expectClose(eigen.values, eigenvalues, 1e-14);
      expectDecomposition(eigen, matrix, 6);
    }
  });

  it("keeps the digits of small eigenvalues of a graded matrix", () => {
    const eigen = new SymmetricEigen(2);
    eigen.decompose(Float64Array.of(1, 1e-9, 1e-9, 1e-16), 0);
    expect(Math.abs(eigen.values[1] / (1e-16 - 1e-18) - 1)).toBeLessThan(1e-14);
  });

  it("ends on matrices that are not finite", () => {
    const eigen = new SymmetricEigen(3);
    eigen.decompose(new Float64Array(9).fill(Number.NaN), 0);
    eigen.decompose(new Float64Array(9).fill(Number.POSITIVE_INFINITY), 0);
    expect(eigen.values.every(Number.isFinite)).toBe(false);
  });
});
