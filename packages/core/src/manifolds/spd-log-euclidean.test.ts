import { expect, it } from "vitest";
import { spdLogEuclidean } from "./spd-log-euclidean.ts";

it.each([0, 1e-9, 1e-3, 0.3, 0.999, 1.001, 6, 30])(
  "the gradient is S times divided differences of exp, log eigenvalues ±%f",
  (half) => {
    const manifold = spdLogEuclidean(2);
    const gradient = new Float64Array(4);
    manifold.scatterToRiemannianGradient(
      gradient,
      0,
      Float64Array.of(half, 0, 0, -half),
      0,
      Float64Array.of(2, 5, 3),
      0,
    );
    const mixed = half === 0 ? 5 : (5 * Math.sinh(half)) / half;
    const expected = [2 * Math.exp(-half), mixed, mixed, 3 * Math.exp(half)];
    expected.forEach((entry, i) => {
      expect(Math.abs(gradient[i] / entry - 1)).toBeLessThan(2e-15);
    });
  },
);
