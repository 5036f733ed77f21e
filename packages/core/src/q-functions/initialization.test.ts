import { describe, expect, it } from "vitest";
import { covarianceMetrics, createCovarianceManifold } from "../manifolds/covariance-manifolds.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { GaussianMixtureQ } from "./gaussian-mixture-q.ts";
import { initializeFactors, initializeGaussians } from "./initialization.ts";
import { covarianceOf } from "./random-mixture.case.ts";

function fresh(factorCount: number, componentCount = 500, metric = covarianceMetrics[0]): GaussianMixtureQ {
  const shape = { observationSize: 2, actionCount: 2, componentCount, factorCount };
  return new GaussianMixtureQ(shape, createCovarianceManifold(metric, 2));
}

describe("initializeGaussians", () => {
  it.each([...covarianceMetrics])(
    "spreads means over [−1, 1]ᴰ and makes every C = variance·I, in %s",
    (metric) => {
      const q = fresh(1, 500, metric);
      initializeGaussians(q, 0.3, Xoshiro128.fromSeed(0, 4));
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
});

describe("initializeFactors", () => {
  it("near-zero: weights are 0.1·N(0, 1) for every J, and their gradient is that of J = 1", () => {
    for (const factorCount of [1, 2, 3]) {
      const q = fresh(factorCount);
      initializeFactors(q, "near-zero", Xoshiro128.fromSeed(1, 4));
      q.refresh();
      const meanSquare = q.weights.reduce((sum, weight) => sum + weight * weight, 0) / q.weights.length;
      expect(Math.sqrt(meanSquare)).toBeGreaterThan(0.09);
      expect(Math.sqrt(meanSquare)).toBeLessThan(0.11);
      expect(q.factors.filter((factor) => factor === 1)).toHaveLength((factorCount - 1) * q.weights.length);
    }
  });

  it("unit-sign: every factor is ±1, either as often as the other", () => {
    const q = fresh(3);
    initializeFactors(q, "unit-sign", Xoshiro128.fromSeed(2, 4));
    const positive = q.factors.filter((factor) => factor === 1).length;
    expect(positive + q.factors.filter((factor) => factor === -1).length).toBe(3000);
    expect(Math.abs(positive - 1500)).toBeLessThan(4 * Math.sqrt(750));
  });
});
