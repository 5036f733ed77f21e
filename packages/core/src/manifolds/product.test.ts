import { describe, expect, it } from "vitest";
import { randomSymmetric } from "../linalg/random-matrix.case.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { Euclidean } from "./euclidean.ts";
import { ProductManifold } from "./product.ts";
import { SpdAffineInvariantFrame } from "./spd-affine-invariant-frame.ts";
import { SpdLogCholesky } from "./spd-log-cholesky.ts";

describe("ProductManifold", () => {
  const means = new Euclidean(2);
  const frames = new SpdAffineInvariantFrame(2);
  const shapes = new SpdLogCholesky(2);
  const product = new ProductManifold({
    means: { manifold: means, count: 3 },
    frames: { manifold: frames, count: 2 },
    shapes: { manifold: shapes, count: 1 },
  });

  it("lays its points out one after the other", () => {
    expect(product.pointSize).toBe(6 + 8 + 3);
    expect(product.tangentSize).toBe(6 + 8 + 3);
    expect(product.factor("frames").pointAt).toBe(6);
    expect(product.factor("shapes").tangentAt).toBe(14);
    expect(() => product.factor("weights")).toThrow(RangeError);
  });

  it("adds inner products up and moves each point by itself, at any offset", () => {
    const random = Xoshiro128.fromSeed(30, 0);
    const tangent = () =>
      Float64Array.of(
        9,
        ...Array.from({ length: 6 }, () => random.normal()),
        ...randomSymmetric(random, 2, 0.4),
        ...randomSymmetric(random, 2, 0.4),
        ...Array.from({ length: 3 }, () => random.normal()),
      );
    const point = tangent();
    frames.isotropic(point, 7, 2);
    frames.isotropic(point, 11, 3);
    const x = tangent();
    const y = tangent();

    let expected = frames.innerProduct(point, 7, x, 7, y, 7) + frames.innerProduct(point, 11, x, 11, y, 11);
    for (const at of [1, 3, 5]) expected += means.innerProduct(point, at, x, at, y, at);
    expected += shapes.innerProduct(point, 15, x, 15, y, 15);
    expect(product.innerProduct(point, 1, x, 1, y, 1)).toBeCloseTo(expected, 14);

    const end = point.slice();
    for (const at of [1, 3, 5]) means.exponential(end, at, point, at, x, at);
    for (const at of [7, 11]) frames.exponential(end, at, point, at, x, at);
    shapes.exponential(end, 15, point, 15, x, 15);
    const out = point.slice();
    product.exponential(out, 1, out, 1, x, 1);
    expect([...out]).toEqual([...end]);

    const carried = y.slice();
    for (const at of [1, 3, 5]) means.transport(carried, at, point, at, x, at, y, at);
    for (const at of [7, 11]) frames.transport(carried, at, point, at, x, at, y, at);
    shapes.transport(carried, 15, point, 15, x, 15, y, 15);
    const vector = y.slice();
    product.transport(vector, 1, point, 1, x, 1, vector, 1);
    expect([...vector]).toEqual([...carried]);
  });
});
