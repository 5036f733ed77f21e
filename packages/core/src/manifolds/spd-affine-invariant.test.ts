import { describe, expect, it } from "vitest";
import { packedLength } from "../linalg/packed.ts";
import {
  expectClose,
  randomCovariance,
  randomMatrix,
  randomOrthogonal,
  randomSymmetric,
  times,
  timesTransposed,
} from "../linalg/random-matrix.case.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { spdAffineInvariant } from "./spd-affine-invariant.ts";
import { spdAffineInvariantFrame } from "./spd-affine-invariant-frame.ts";

/** M B Mᵀ, symmetric to the last bit. */
function congruent(m: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = timesTransposed(times(m, b, size), m, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) out[row * size + column] = out[column * size + row];
  }
  return out;
}

function packUpper(matrix: Float64Array, size: number): Float64Array {
  const packed: number[] = [];
  for (let row = 0; row < size; row++) packed.push(...matrix.subarray(row * size + row, (row + 1) * size));
  return Float64Array.from(packed);
}

/** Gauss–Jordan elimination with partial pivoting: [A⁻¹, det A]. */
function inverseAndDeterminant(matrix: Float64Array, size: number): [Float64Array, number] {
  const rows = Array.from({ length: size }, (_, i) => [
    ...matrix.subarray(i * size, (i + 1) * size),
    ...Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)),
  ]);
  let determinant = 1;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column; row < size; row++) {
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    }
    if (pivot !== column) {
      [rows[pivot], rows[column]] = [rows[column], rows[pivot]];
      determinant = -determinant;
    }
    const factor = rows[column][column];
    determinant *= factor;
    rows[column] = rows[column].map((entry) => entry / factor);
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const multiple = rows[row][column];
      rows[row] = rows[row].map((entry, i) => entry - multiple * rows[column][i]);
    }
  }
  return [Float64Array.from(rows.flatMap((row) => row.slice(size))), determinant];
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])("the affine-invariant metric, D = %i", (size) => {
  const random = Xoshiro128.fromSeed(20, size);
  const frame = spdAffineInvariantFrame(size);
  const textbook = spdAffineInvariant(size);
  const length = size * size;

  const frameCovariance = (w: Float64Array) => {
    const out = new Float64Array(length);
    frame.covariance(out, 0, w, 0);
    return out;
  };
  /** A random well-conditioned matrix, of either orientation. */
  const randomInvertible = () => {
    const root = new Float64Array(length);
    frame.fromCovariance(root, 0, randomCovariance(random, size));
    return times(randomOrthogonal(random, size), root, size);
  };

  it("has a frame form that equals the textbook form, whichever factor the frame is", () => {
    for (let trial = 0; trial < 10; trial++) {
      const c = randomCovariance(random, size);
      const lower = new Float64Array(length);
      frame.fromCovariance(lower, 0, c);
      for (const w of [lower, times(randomOrthogonal(random, size), lower, size)]) {
        const [a] = inverseAndDeterminant(w, size);
        const directionHat = randomSymmetric(random, size, 1.5 * random.uniform());
        const vectorHat = randomSymmetric(random, size, 1);
        const direction = congruent(a, directionHat, size);
        const vector = congruent(a, vectorHat, size);

        const end = new Float64Array(length);
        frame.exponential(end, 0, w, 0, directionHat, 0);
        const expectedEnd = new Float64Array(length);
        textbook.exponential(expectedEnd, 0, c, 0, direction, 0);
        expectClose(frameCovariance(end), expectedEnd, 1e-12);

        const carriedHat = new Float64Array(length);
        frame.transport(carriedHat, 0, w, 0, directionHat, 0, vectorHat, 0);
        const expectedCarried = new Float64Array(length);
        textbook.transport(expectedCarried, 0, c, 0, direction, 0, vector, 0);
        expectClose(congruent(inverseAndDeterminant(end, size)[0], carriedHat, size), expectedCarried, 1e-12);

        const inner = textbook.innerProduct(c, 0, direction, 0, vector, 0);
        expect(Math.abs(frame.innerProduct(w, 0, directionHat, 0, vectorHat, 0) - inner)).toBeLessThan(1e-12);

        const logarithm = new Float64Array(length);
        frame.logarithm(logarithm, 0, w, 0, end, 0);
        const expectedLogarithm = new Float64Array(length);
        textbook.logarithm(expectedLogarithm, 0, c, 0, expectedEnd, 0);
        expectClose(congruent(a, logarithm, size), expectedLogarithm, 1e-12);
        const distance = textbook.distance(c, 0, expectedEnd, 0);
        expect(Math.abs(frame.distance(w, 0, end, 0) - distance)).toBeLessThan(1e-12);

        const scatter = randomSymmetric(random, size, 1);
        const gradientHat = new Float64Array(length);
        frame.scatterToRiemannianGradient(gradientHat, 0, w, 0, packUpper(scatter, size), 0);
        const gradient = new Float64Array(length);
        textbook.scatterToRiemannianGradient(gradient, 0, c, 0, packUpper(scatter, size), 0);
        expectClose(congruent(a, gradientHat, size), gradient, 1e-12);
        expectClose(gradient, scatter, 0);
      }
    }
  });

  it("has distances, norms and retractions invariant under C → M C Mᵀ (textbook)", () => {
    for (let trial = 0; trial < 10; trial++) {
      const m = randomInvertible();
      const c = randomCovariance(random, size);
      const other = randomCovariance(random, size);
      const x = randomSymmetric(random, size, 0.3);
      const mc = congruent(m, c, size);
      const mx = congruent(m, x, size);
      const distance = textbook.distance(c, 0, other, 0);
      expect(Math.abs(textbook.distance(mc, 0, congruent(m, other, size), 0) - distance)).toBeLessThan(1e-12);
      const norm = textbook.innerProduct(c, 0, x, 0, x, 0);
      expect(Math.abs(textbook.innerProduct(mc, 0, mx, 0, mx, 0) / norm - 1)).toBeLessThan(1e-12);
      const end = new Float64Array(length);
      textbook.exponential(end, 0, c, 0, x, 0);
      const movedEnd = new Float64Array(length);
      textbook.exponential(movedEnd, 0, mc, 0, mx, 0);
      expectClose(movedEnd, congruent(m, end, size), 1e-12);
    }
  });

  it("has distances and retractions invariant under C → M C Mᵀ, that is W → W M⁻¹ (frame)", () => {
    for (let trial = 0; trial < 10; trial++) {
      const m = randomInvertible();
      const [inverse] = inverseAndDeterminant(m, size);
      const w = randomInvertible();
      const other = randomInvertible();
      const moved = times(w, inverse, size);
      const distance = frame.distance(w, 0, other, 0);
      expect(Math.abs(frame.distance(moved, 0, times(other, inverse, size), 0) - distance)).toBeLessThan(
        1e-12,
      );
      const xHat = randomSymmetric(random, size, 0.5);
      frame.exponential(moved, 0, moved, 0, xHat, 0);
      frame.exponential(w, 0, w, 0, xHat, 0);
      expectClose(frameCovariance(moved), congruent(m, frameCovariance(w), size), 1e-12);
    }
  });

  it("has frame gradients that an affine change of coordinates leaves as they are", () => {
    for (let trial = 0; trial < 10; trial++) {
      const m = randomInvertible();
      const [inverse] = inverseAndDeterminant(m, size);
      const w = randomInvertible();
      const scatter = randomSymmetric(random, size, 1);
      const before = new Float64Array(length);
      frame.scatterToRiemannianGradient(before, 0, w, 0, packUpper(scatter, size), 0);
      const after = new Float64Array(length);
      const movedScatter = packUpper(congruent(m, scatter, size), size);
      frame.scatterToRiemannianGradient(after, 0, times(w, inverse, size), 0, movedScatter, 0);
      expectClose(after, before, 1e-12);
    }
  });

  it("never lets the determinant of W change sign", () => {
    for (const start of [randomInvertible(), randomInvertible(), randomMatrix(random, size)]) {
      const w = start.slice();
      frame.boundPrecision(w, 0, 1e-3, 1e3);
      const sign = Math.sign(inverseAndDeterminant(w, size)[1]);
      expect(sign).toBe(Math.sign(inverseAndDeterminant(start, size)[1]));
      for (let step = 0; step < 500; step++) {
        frame.exponential(w, 0, w, 0, randomSymmetric(random, size, step % 50 === 0 ? 10 : 0.2), 0);
        frame.boundPrecision(w, 0, 1e-3, 1e3);
        expect(Math.sign(inverseAndDeterminant(w, size)[1])).toBe(sign);
      }
    }
  });

  it("bounds precisions that are off by twenty orders of magnitude", () => {
    const rotation = randomOrthogonal(random, size);
    const w = rotation.map((entry, i) => entry * 10 ** (10 * (((i % size) % 3) - 1)));
    const mixed = times(w, randomOrthogonal(random, size), size);
    expect(frame.boundPrecision(mixed, 0, 1e-2, 1e2)).toBe(true);
    const form = new Float64Array(packedLength(size));
    frame.quadraticForm(form, 0, mixed, 0);
    expect(form.every(Number.isFinite)).toBe(true);
    expect(frame.boundPrecision(mixed, 0, 1e-2, 1e2)).toBe(false);
  });

  it("leaves points that are not finite alone", () => {
    const w = new Float64Array(length).fill(Number.NaN);
    expect(frame.boundPrecision(w, 0, 1e-2, 1e2)).toBe(false);
    expect(w.every(Number.isNaN)).toBe(true);
  });
});
