import { expect } from "vitest";
import type { Xoshiro128 } from "../random/xoshiro128.ts";
import { multiply, multiplyTransposed } from "./matrix.ts";

/** A size×size matrix of independent standard normal numbers: invertible with probability one. */
export function randomMatrix(random: Xoshiro128, size: number): Float64Array {
  return Float64Array.from({ length: size * size }, () => random.normal());
}

/** A random symmetric matrix of the given Frobenius norm. */
export function randomSymmetric(random: Xoshiro128, size: number, norm: number): Float64Array {
  const matrix = randomMatrix(random, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) matrix[row * size + column] = matrix[column * size + row];
  }
  const length = Math.hypot(...matrix);
  return matrix.map((entry) => (entry * norm) / length);
}

/** A random rotation or reflection: Gram and Schmidt's, done twice, of a random matrix. */
export function randomOrthogonal(random: Xoshiro128, size: number): Float64Array {
  const matrix = randomMatrix(random, size);
  for (let pass = 0; pass < 2; pass++) {
    for (let row = 0; row < size; row++) {
      const vector = matrix.subarray(row * size, (row + 1) * size);
      for (let earlier = 0; earlier < row; earlier++) {
        const other = matrix.subarray(earlier * size, (earlier + 1) * size);
        const overlap = vector.reduce((sum, entry, i) => sum + entry * other[i], 0);
        vector.forEach((entry, i) => {
          vector[i] = entry - overlap * other[i];
        });
      }
      const length = Math.hypot(...vector);
      vector.forEach((entry, i) => {
        vector[i] = entry / length;
      });
    }
  }
  return matrix;
}

/** The symmetric matrix with the given eigenvalues and random eigenvectors. */
export function randomWithEigenvalues(random: Xoshiro128, eigenvalues: readonly number[]): Float64Array {
  const size = eigenvalues.length;
  const rotation = randomOrthogonal(random, size);
  const scaled = rotation.map((entry, i) => entry * eigenvalues[i % size]);
  const matrix = timesTransposed(scaled, rotation, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) matrix[row * size + column] = matrix[column * size + row];
  }
  return matrix;
}

/** A random positive definite matrix with eigenvalues between 0.2 and 5. */
export function randomCovariance(random: Xoshiro128, size: number): Float64Array {
  return randomWithEigenvalues(
    random,
    Array.from({ length: size }, () => 0.2 * 25 ** random.uniform()),
  );
}

/** A B. */
export function times(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  multiply(out, 0, a, 0, b, 0, size);
  return out;
}

/** A Bᵀ. */
export function timesTransposed(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  multiplyTransposed(out, 0, a, 0, b, 0, size);
  return out;
}

/** The identity. */
export function identity(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
}

/** Expects ‖actual − expected‖ ≤ tolerance · max(1, ‖expected‖). */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const difference = Math.hypot(...Array.from(actual, (entry, i) => entry - expected[i]));
  expect(difference / Math.max(1, Math.hypot(...Array.from(expected)))).toBeLessThanOrEqual(tolerance);
}
