import { expect, it } from "vitest";
import { euclidean } from "./euclidean.ts";

it("Euclidean is ℝⁿ: sums, differences and dot products", () => {
  const line = euclidean(3);
  const point = Float64Array.of(9, 1, 2, 3);
  const tangent = Float64Array.of(0.5, -1, 4);
  const out = new Float64Array(3);
  line.exponential(out, 0, point, 1, tangent, 0);
  expect([...out]).toEqual([1.5, 1, 7]);
  line.logarithm(out, 0, point, 1, out, 0);
  expect([...out]).toEqual([...tangent]);
  line.transport(out, 0, point, 1, tangent, 0, point, 1);
  expect([...out]).toEqual([1, 2, 3]);
  expect(line.innerProduct(point, 1, tangent, 0, point, 1)).toBe(0.5 - 2 + 12);
  expect(line.distance(Float64Array.of(1, 1, 1), 0, Float64Array.of(2, 3, 3), 0)).toBe(3);
});
