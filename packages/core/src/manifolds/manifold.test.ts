import { describe, expect, it } from "vitest";
import { agentOptions } from "../options/agent-options.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { CovarianceMetricName } from "./covariance-form.ts";
import { createCovarianceManifold } from "./covariance-manifolds.ts";
import type { Exceptions } from "./manifold.case.ts";
import { describeCovarianceManifold } from "./manifold.case.ts";

const EXCEPTIONS: Partial<Record<CovarianceMetricName, Exceptions>> = {
  "bures-wasserstein": {
    contractingTransport: "its parallel transport has no closed form; a projection takes its place",
  },
};

describe.each(agentOptions.metric.choices)("%s", (metric) => {
  describeCovarianceManifold((dimension) => createCovarianceManifold(metric, dimension), EXCEPTIONS[metric]);
});

describe("affine-invariant on diagonal covariances", () => {
  const diagonal = (dimension: number) => createCovarianceManifold("affine-invariant", dimension, "diagonal");
  describeCovarianceManifold(diagonal);

  it("is that of full covariances: distances, geodesics and the norm of gradients are the same", () => {
    const random = Xoshiro128.fromSeed(1, 0);
    const size = 4;
    const [ours, full] = [diagonal(size), createCovarianceManifold("affine-invariant", size)];
    const covariances = [0, 1].map(() =>
      Float64Array.from({ length: size * size }, (_, at) =>
        at % (size + 1) === 0 ? 0.1 + random.uniform() : 0,
      ),
    );
    const scatter = Float64Array.from({ length: size }, () => 0.1 * random.normal());
    const packedScatter = new Float64Array(full.formLength);
    let diagonalAt = 0;
    for (let i = 0; i < size; diagonalAt += size - i, i++) packedScatter[diagonalAt] = scatter[i];
    const [found, expected] = [ours, full].map((manifold) => {
      const points = covariances.map((covariance) => {
        const point = new Float64Array(manifold.pointSize);
        manifold.fromCovariance(point, 0, covariance);
        return point;
      });
      const gradient = new Float64Array(manifold.tangentSize);
      const ownScatter = manifold === ours ? scatter : packedScatter;
      manifold.scatterToRiemannianGradient(gradient, 0, points[0], 0, ownScatter, 0);
      const end = new Float64Array(manifold.pointSize);
      manifold.exponential(end, 0, points[0], 0, gradient, 0);
      const covariance = new Float64Array(size * size);
      manifold.covariance(covariance, 0, end, 0);
      return [
        manifold.distance(points[0], 0, points[1], 0),
        manifold.innerProduct(points[0], 0, gradient, 0, gradient, 0),
        ...covariance,
      ];
    });
    found.forEach((entry, i) => {
      expect(Math.abs(entry - expected[i])).toBeLessThan(1e-12 * (1 + expected[i]));
    });
  });

  it("no other metric has a diagonal form, and says which has", () => {
    expect(() => createCovarianceManifold("euclidean", 2, "diagonal")).toThrow(
      'covariance is "diagonal"; with the metric "euclidean" it must be "full": only "affine-invariant" has a diagonal form',
    );
  });
});

describe("distances worked by hand", () => {
  it.each([
    ["affine-invariant", Math.log(9)],
    ["affine-invariant-textbook", Math.log(9)],
    ["log-euclidean", Math.log(9)],
    ["log-cholesky", Math.log(3)],
    ["bures-wasserstein", 3 - 1],
    ["euclidean", 9 - 1],
  ] as const)("%s: from diag(1, 4) to diag(9, 4)", (metric, expected) => {
    const manifold = createCovarianceManifold(metric, 2);
    const points = new Float64Array(2 * manifold.pointSize);
    manifold.fromCovariance(points, 0, [1, 0, 0, 4]);
    manifold.fromCovariance(points, manifold.pointSize, [9, 0, 0, 4]);
    expect(manifold.distance(points, 0, points, manifold.pointSize)).toBeCloseTo(expected, 14);
  });
});

describe("createCovarianceManifold", () => {
  it("makes the metric that bears the name", () => {
    for (const metric of agentOptions.metric.choices) {
      const manifold = createCovarianceManifold(metric, 3);
      expect(manifold.name).toBe(metric);
      expect(manifold.dimension).toBe(3);
    }
  });

  it("lists the metrics when there is none of that name", () => {
    expect(() => createCovarianceManifold("riemann" as CovarianceMetricName, 3)).toThrow(/bures-wasserstein/);
  });
});
