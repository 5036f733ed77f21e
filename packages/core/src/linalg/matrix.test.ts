import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import {
  congruence,
  dot,
  multiply,
  multiplyCommuting,
  multiplyTransposed,
  scaledIdentity,
  transposedMultiply,
} from "./matrix.ts";
import { packedLength, packQuadraticForm, unpackQuadraticForm, unpackSymmetric } from "./packed.ts";
import { randomMatrix, randomSymmetric } from "./random-matrix.case.ts";

function transpose(matrix: Float64Array, size: number): Float64Array {
  return matrix.map((_, i) => matrix[(i % size) * size + Math.floor(i / size)]);
}

/** The definition, written another way. */
function product(a: Float64Array, b: Float64Array, size: number): number[] {
  const rows = Array.from({ length: size }, (_, i) => a.subarray(i * size, (i + 1) * size));
  const columns = Array.from({ length: size }, (_, j) => b.filter((_, i) => i % size === j));
  return rows.flatMap((row) => columns.map((column) => row.reduce((sum, x, i) => sum + x * column[i], 0)));
}

describe("matrix products", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("follow the definition at any offset, D = %i", (size) => {
    const random = Xoshiro128.fromSeed(9, size);
    const length = size * size;
    const a = randomMatrix(random, size);
    const b = randomMatrix(random, size);
    const padded = new Float64Array(3 + 2 * length);
    padded.set(a, 1);
    padded.set(b, 2 + length);
    const out = new Float64Array(length + 2).fill(9);
    const expectOut = (expected: ArrayLike<number>) =>
      expect([...out]).toEqual([9, ...Array.from(expected), 9]);

    multiply(out, 1, padded, 1, padded, 2 + length, size);
    expectOut(product(a, b, size));
    multiplyTransposed(out, 1, padded, 1, padded, 2 + length, size);
    expectOut(product(a, transpose(b, size), size));
    transposedMultiply(out, 1, padded, 1, padded, 2 + length, size);
    expectOut(product(transpose(a, size), b, size));
    expect(dot(padded, 1, padded, 2 + length, length)).toBe(a.reduce((sum, x, i) => sum + x * b[i], 0));
    scaledIdentity(out, 1, size, 3);
    expectOut(a.map((_, i) => (i % (size + 1) === 0 ? 3 : 0)));
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("of commuting symmetric matrices are symmetric, D = %i", (size) => {
    const a = randomSymmetric(Xoshiro128.fromSeed(10, size), size, 1);
    const square = new Float64Array(size * size);
    multiplyCommuting(square, 0, a, 0, a, 0, size);
    const expected = product(a, a, size);
    square.forEach((entry, i) => {
      expect(Math.abs(entry - expected[i])).toBeLessThan(1e-15);
    });
    expect([...square]).toEqual([...transpose(square, size)]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("A B Aᵀ is symmetric and may replace B, D = %i", (size) => {
    const random = Xoshiro128.fromSeed(11, size);
    const a = randomMatrix(random, size);
    const b = randomSymmetric(random, size, 1);
    const expected = product(Float64Array.from(product(a, b, size)), transpose(a, size), size);
    congruence(b, 0, a, 0, b, 0, new Float64Array(size * size), size);
    b.forEach((entry, i) => {
      expect(Math.abs(entry - expected[i])).toBeLessThan(1e-13);
    });
    expect([...b]).toEqual([...transpose(b, size)]);
  });
});

describe("packed symmetric matrices", () => {
  it.each([1, 2, 3, 4, 5])("unpack to full ones and back, D = %i", (size) => {
    const packed = Float64Array.from({ length: packedLength(size) }, (_, i) => i + 1);
    const full = new Float64Array(size * size);
    unpackSymmetric(full, 0, packed, 0, size);
    expect([...full]).toEqual([...transpose(full, size)]);
    expect([...full.slice(0, size)]).toEqual([...packed.slice(0, size)]);

    unpackQuadraticForm(full, 0, packed, 0, size);
    expect([...full]).toEqual([...transpose(full, size)]);
    const back = new Float64Array(packedLength(size));
    packQuadraticForm(back, 0, full, 0, size);
    expect([...back]).toEqual([...packed]);
  });

  it("hold the coefficients of d ↦ dᵀ A d", () => {
    const form = new Float64Array(3);
    packQuadraticForm(form, 0, Float64Array.of(2, 5, 5, 7), 0, 2);
    expect([...form]).toEqual([2, 10, 7]);
  });
});
