import { describe, expect, it } from "vitest";
import { expectClose, randomCovariance, randomSymmetric } from "../linalg/random-matrix.case.ts";
import { createCovarianceManifold } from "../manifolds/covariance-manifolds.ts";
import { euclidean } from "../manifolds/euclidean.ts";
import { agentOptions } from "../options/agent-options.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { limitStep } from "./limit-step.ts";
import { RiemannianSgd } from "./riemannian-sgd.ts";

describe("RiemannianSgd", () => {
  it.each(agentOptions.metric.choices)("ends on the geodesic of −η grad, η‖grad‖ away, in %s", (metric) => {
    const random = Xoshiro128.fromSeed(0, 8);
    const manifold = createCovarianceManifold(metric, 3);
    const { pointSize, tangentSize } = manifold;
    for (let trial = 0; trial < 10; trial++) {
      const start = new Float64Array(pointSize);
      manifold.fromCovariance(start, 0, randomCovariance(random, 3));
      const gradient =
        tangentSize === 9
          ? randomSymmetric(random, 3, 1)
          : Float64Array.from({ length: tangentSize }, () => random.normal());
      const point = start.slice();
      new RiemannianSgd(manifold).step(point, gradient, 1, 0.03);
      const travelled = new Float64Array(tangentSize);
      manifold.logarithm(travelled, 0, start, 0, point, 0);
      expectClose(
        travelled,
        gradient.map((entry) => -0.03 * entry),
        1e-12,
      );
      const norm = Math.sqrt(manifold.innerProduct(start, 0, gradient, 0, gradient, 0));
      expect(manifold.distance(start, 0, point, 0)).toBeCloseTo(0.03 * norm, 10);
    }
  });

  it("is gradient descent on ℝⁿ, to the bit, for the first `count` points", () => {
    const points = Float64Array.of(1, 2, 3, 4);
    new RiemannianSgd(euclidean(1)).step(points, Float64Array.of(0.5, -0.25, 1, 1), 3, 0.5);
    expect([...points]).toEqual([0.75, 2.125, 2.5, 4]);
  });
});

describe("limitStep", () => {
  it("shortens a longer step to length 2 in the metric, in its own direction, and leaves others alone", () => {
    const random = Xoshiro128.fromSeed(1, 8);
    for (const metric of agentOptions.metric.choices) {
      const manifold = createCovarianceManifold(metric, 2);
      const point = new Float64Array(manifold.pointSize);
      manifold.fromCovariance(point, 0, randomCovariance(random, 2));
      for (const length of [0.5, 1.999, 2.001, 50, 1e100]) {
        const unit =
          manifold.tangentSize === 4
            ? randomSymmetric(random, 2, 1)
            : Float64Array.from({ length: manifold.tangentSize }, () => random.normal());
        const norm = Math.sqrt(manifold.innerProduct(point, 0, unit, 0, unit, 0));
        const step = unit.map((entry) => (length * entry) / norm);
        const limited = step.slice();
        limitStep(manifold, point, 0, limited);
        if (length < 2) expect([...limited]).toEqual([...step]);
        else
          expectClose(
            limited,
            step.map((entry) => (2 * entry) / length),
            1e-12,
          );
      }
    }
  });
});
