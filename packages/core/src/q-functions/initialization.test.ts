import { describe, expect, it } from "vitest";
import type { CovarianceMetricName } from "../manifolds/covariance-form.ts";
import { createCovarianceManifold } from "../manifolds/covariance-manifolds.ts";
import { agentOptions } from "../options/agent-options.ts";
import { createInitialMixture } from "./initialization.ts";
import { covarianceOf } from "./random-mixture.case.ts";

function fresh(
  factorCount: number,
  initialization: "near-zero" | "unit-sign" = "near-zero",
  metric: CovarianceMetricName = "affine-invariant",
) {
  const shape = { observationSize: 2, actionCount: 2, componentCount: 500, factorCount };
  const manifold = createCovarianceManifold(metric, 2);
  return createInitialMixture({ ...shape, initialization, initialVariance: 0.15 }, manifold, 4);
}

describe("createInitialMixture", () => {
  it.each(agentOptions.metric.choices)(
    "spreads means over [−1, 1]ᴰ and makes every C = initialVariance·D·I, in %s",
    (metric) => {
      const q = fresh(1, "near-zero", metric);
      expect(Math.min(...q.means)).toBeGreaterThanOrEqual(-1);
      expect(Math.min(...q.means)).toBeLessThan(-0.98);
      expect(Math.max(...q.means)).toBeLessThanOrEqual(1);
      expect(Math.max(...q.means)).toBeGreaterThan(0.98);
      for (const k of [0, 7, 499]) {
        const covariance = covarianceOf(q, k);
        [0.3, 0, 0, 0.3].forEach((entry, i) => {
          expect(covariance[i]).toBeCloseTo(entry, 14);
        });
      }
    },
  );

  it("near-zero: weights are 0.1·N(0, 1) for every J, and their gradient is that of J = 1", () => {
    for (const factorCount of [1, 2, 3]) {
      const q = fresh(factorCount);
      const meanSquare = q.weights.reduce((sum, weight) => sum + weight * weight, 0) / q.weights.length;
      expect(Math.sqrt(meanSquare)).toBeGreaterThan(0.09);
      expect(Math.sqrt(meanSquare)).toBeLessThan(0.11);
      expect(q.factors.filter((factor) => factor === 1)).toHaveLength((factorCount - 1) * q.weights.length);
    }
  });

  it("unit-sign: every factor is ±1, either as often as the other", () => {
    const q = fresh(3, "unit-sign");
    const positive = q.factors.filter((factor) => factor === 1).length;
    expect(positive + q.factors.filter((factor) => factor === -1).length).toBe(3000);
    expect(Math.abs(positive - 1500)).toBeLessThan(4 * Math.sqrt(750));
  });
});
