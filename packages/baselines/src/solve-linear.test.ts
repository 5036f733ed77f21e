import { Xoshiro128 } from "drumlin";
import { expect, test } from "vitest";
import { solveLinear } from "./solve-linear.ts";

test.each([1, 2, 3, 7, 30])("A x = b holds for what is found, of %i unknowns", (size) => {
  const random = Xoshiro128.fromSeed(size, 0);
  const a = new Float64Array(size * size).map(() => random.normal());
  const b = new Float64Array(size).map(() => random.normal());
  const x = b.slice();
  expect(solveLinear(a.slice(), x, size)).toBe(true);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += a[row * size + i] * x[i];
    expect(sum).toBeCloseTo(b[row], 10);
  }
});

test("a 0 on the diagonal is no hindrance, a singular or infinite matrix is told", () => {
  const x = Float64Array.of(5, 7);
  expect(solveLinear(Float64Array.of(0, 1, 1, 0), x, 2)).toBe(true);
  expect(Array.from(x)).toEqual([7, 5]);
  expect(solveLinear(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1), 2)).toBe(false);
  expect(solveLinear(Float64Array.of(Number.NaN, 0, 0, 1), Float64Array.of(1, 1), 2)).toBe(false);
});
