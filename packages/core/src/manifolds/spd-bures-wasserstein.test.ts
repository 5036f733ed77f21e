import { it } from "vitest";
import { expectClose } from "../linalg/random-matrix.case.ts";
import { spdBuresWasserstein } from "./spd-bures-wasserstein.ts";

it("a geodesic that would cross the border of the cone stops at 99 % of the way", () => {
  const manifold = spdBuresWasserstein(2);
  const out = new Float64Array(4);
  const point = Float64Array.of(4, 0, 0, 9);
  manifold.exponential(out, 0, point, 0, Float64Array.of(-0.9, 0, 0, 1), 0);
  expectClose(out, [4 * 0.1 ** 2, 0, 0, 9 * 2 ** 2], 1e-15);
  manifold.exponential(out, 0, point, 0, Float64Array.of(-3, 0, 0, 1), 0);
  expectClose(out, [4 * 0.01 ** 2, 0, 0, 9 * 1.33 ** 2], 1e-15);
});

it("transport carries commuting vectors as the flat metric on standard deviations does", () => {
  const manifold = spdBuresWasserstein(2);
  const out = new Float64Array(4);
  const point = Float64Array.of(4, 0, 0, 9);
  manifold.transport(out, 0, point, 0, Float64Array.of(0.5, 0, 0, -0.5), 0, Float64Array.of(3, 0, 0, 1), 0);
  expectClose(out, [2, 0, 0, 2], 1e-15);
});
