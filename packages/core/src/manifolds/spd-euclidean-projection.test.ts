import { it } from "vitest";
import { expectClose, randomWithEigenvalues } from "../linalg/random-matrix.case.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { spdEuclideanProjection } from "./spd-euclidean-projection.ts";

it("a step out of the cone is projected back: eigenvalues below the floor are raised to it", () => {
  const manifold = spdEuclideanProjection(3, 0.01);
  const withEigenvalues = (eigenvalues: number[]) =>
    randomWithEigenvalues(Xoshiro128.fromSeed(40, 0), eigenvalues);
  const out = new Float64Array(9);
  manifold.exponential(out, 0, withEigenvalues([3, 2, 1]), 0, withEigenvalues([1, -2, -7]), 0);
  expectClose(out, withEigenvalues([4, 0.01, 0.01]), 1e-14);
});
