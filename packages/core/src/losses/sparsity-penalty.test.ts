import { describe, expect, it } from "vitest";
import { hadamardProduct } from "../q-functions/hadamard.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { addPenaltyGradient, sparsityPenalty } from "./sparsity-penalty.ts";

describe("sparsityPenalty", () => {
  it("is ρΣυ² over the live factors, worked by hand", () => {
    expect(sparsityPenalty(Float64Array.of(1, -2, 3, 100), "factors", 0.5, 3)).toBe(7);
    expect(sparsityPenalty(Float64Array.of(1, 2), "factors", 0, 2)).toBe(0);
  });

  it.each(["l1-subgradient", "l1-proximal"] as const)(
    "%s is 2ρ‖Ξ‖₁, what two factors of equal size have for the same weights",
    (penalty) => {
      expect(sparsityPenalty(Float64Array.of(1, -2, 3, 100), penalty, 0.5, 3)).toBe(6);
      const random = Xoshiro128.fromSeed(9, 11);
      const weights = Float64Array.from({ length: 20 }, () => 2 * random.normal());
      const roots = weights.map((weight) => Math.sqrt(Math.abs(weight)));
      const factors = Float64Array.of(...roots, ...roots.map((root, i) => root * Math.sign(weights[i])));
      const ofFactors = sparsityPenalty(factors, "factors", 0.1, 40);
      expect(sparsityPenalty(weights, penalty, 0.1, 20)).toBeCloseTo(ofFactors, 12);
    },
  );

  it.each([1, 2, 3, 4])(
    "over the factorisations of a fixed Ξ has the minimum ρJ‖Ξ‖^{2/J}_{2/J}, found by descent, J = %i",
    (factorCount) => {
      const random = Xoshiro128.fromSeed(factorCount, 11);
      for (let trial = 0; trial < 10; trial++) {
        const actionCount = 3;
        const weights = Float64Array.from({ length: actionCount }, () => 2 * random.normal());
        const bound =
          0.1 * factorCount * weights.reduce((sum, weight) => sum + Math.abs(weight) ** (2 / factorCount), 0);
        // |υ_j| = |ξ|^{1/J} e^{c_j} with Σ_j c_j = 0, the first factor carrying the sign: every factorisation of Ξ.
        let logs = Array.from({ length: factorCount * actionCount }, () => random.normal());
        const factorsOf = () =>
          Float64Array.from(logs, (entry, i) => {
            const [j, a] = [Math.floor(i / actionCount), i % actionCount];
            let mean = 0;
            for (let l = 0; l < factorCount; l++) mean += logs[l * actionCount + a] / factorCount;
            const size = Math.abs(weights[a]) ** (1 / factorCount) * Math.exp(entry - mean);
            return j === 0 ? Math.sign(weights[a]) * size : size;
          });
        const penalty = () => sparsityPenalty(factorsOf(), "factors", 0.1, logs.length);

        const products = new Float64Array(actionCount);
        const shape = { observationSize: 1, actionCount, componentCount: 1, factorCount };
        hadamardProduct(products, factorsOf(), shape, 1);
        for (let a = 0; a < actionCount; a++) expect(products[a]).toBeCloseTo(weights[a], 12);
        expect(penalty()).toBeGreaterThanOrEqual(bound * (1 - 1e-12));

        for (let n = 0; n < 400; n++) {
          const factors = factorsOf();
          // Balancing the squared factors of each weight is a descent in the logs.
          logs = logs.map((entry, i) => {
            let meanSquare = 0;
            for (let l = 0; l < factorCount; l++) {
              meanSquare += factors[l * actionCount + (i % actionCount)] ** 2 / factorCount;
            }
            return entry - (0.2 * (factors[i] ** 2 - meanSquare)) / meanSquare;
          });
        }
        expect(penalty() / bound).toBeCloseTo(1, 9);
      }
    },
  );
});

describe("addPenaltyGradient", () => {
  const factors = Float64Array.of(0.3, -2, 0.01, -1e-3, 0, 7);

  it.each(["factors", "l1-subgradient"] as const)("adds the derivative of %s, 0 at 0", (penalty) => {
    const gradients = Float64Array.of(1, 2, 3, 4, 5, 6);
    addPenaltyGradient(gradients, factors, penalty, 0.4, 5);
    const step = 1e-4;
    for (let i = 0; i < 5; i++) {
      const moved = (by: number) => sparsityPenalty(factors.with(i, factors[i] + by), penalty, 0.4, 5);
      expect(gradients[i]).toBeCloseTo(1 + i + (moved(step) - moved(-step)) / (2 * step), 10);
    }
    expect(gradients[5]).toBe(6);
  });

  it("adds nothing of l1-proximal, which acts after the step", () => {
    const gradients = Float64Array.of(1, 2, 3, 4, 5, 6);
    addPenaltyGradient(gradients, factors, "l1-proximal", 0.4, 6);
    expect([...gradients]).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
