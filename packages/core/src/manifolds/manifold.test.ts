import { describe, expect, it } from "vitest";
import { agentOptions } from "../options/agent-options.ts";
import type { CovarianceMetricName } from "./covariance-manifolds.ts";
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
