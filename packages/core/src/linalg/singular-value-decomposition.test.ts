import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import {
  expectClose,
  identity,
  randomMatrix,
  randomOrthogonal,
  times,
  timesTransposed,
} from "./random-matrix.case.ts";
import { SingularValueDecomposition } from "./singular-value-decomposition.ts";

describe("SingularValueDecomposition", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])("(A V) Vᵀ = A with orthogonal columns, D = %i", (size) => {
    const random = Xoshiro128.fromSeed(4, size);
    const decomposition = new SingularValueDecomposition(size);
    const { values, scaledLeft, right } = decomposition;
    for (let trial = 0; trial < 20; trial++) {
      const matrix = randomMatrix(random, size);
      decomposition.decompose(matrix, 0);
      expectClose(timesTransposed(scaledLeft, right, size), matrix, 1e-14);
      expectClose(timesTransposed(right, right, size), identity(size), 1e-13);
      const left = scaledLeft.map((entry, i) => entry / values[i % size]);
      expectClose(timesTransposed(left, left, size), identity(size), 1e-11);
    }
  });

  it("finds singular values that lie twelve orders of magnitude apart", () => {
    const random = Xoshiro128.fromSeed(5, 0);
    const expected = [1e6, 1e3, 1, 1e-3, 1e-6];
    const scaled = randomOrthogonal(random, 5).map((entry, i) => entry * expected[i % 5]);
    const decomposition = new SingularValueDecomposition(5);
    decomposition.decompose(times(scaled, randomOrthogonal(random, 5), 5), 0);
    const sorted = decomposition.values.slice().sort().reverse();
    for (let i = 0; i < 5; i++) expect(Math.abs(sorted[i] - expected[i])).toBeLessThan(1e-9);
  });

  it("ends on matrices that are not finite", () => {
    const decomposition = new SingularValueDecomposition(3);
    decomposition.decompose(new Float64Array(9).fill(Number.NaN), 0);
    expect(decomposition.values.every(Number.isNaN)).toBe(true);
  });
});
