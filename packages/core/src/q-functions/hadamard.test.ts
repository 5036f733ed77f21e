import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { hadamardGradient, hadamardProduct } from "./hadamard.ts";

function shapeOf(componentCount: number, factorCount: number, actionCount: number) {
  return { observationSize: 1, actionCount, componentCount, factorCount };
}

describe("hadamardProduct", () => {
  it("multiplies the factors of each component and action, worked by hand", () => {
    const weights = new Float64Array(4);
    // Two components, two factors, two actions: (2, 3)∘(5, 7) and (−1, 0)∘(4, 9).
    hadamardProduct(weights, Float64Array.of(2, 3, 5, 7, -1, 0, 4, 9), shapeOf(2, 2, 2), 2);
    expect([...weights]).toEqual([10, 21, -4, 0]);
  });

  it("is the identity for J = 1 and leaves components beyond the live ones alone", () => {
    const weights = new Float64Array(4).fill(9);
    hadamardProduct(weights, Float64Array.of(1, 2, 3, 4), shapeOf(2, 1, 2), 1);
    expect([...weights]).toEqual([1, 2, 9, 9]);
  });
});

describe("hadamardGradient", () => {
  it("is the derivative of weights·g, factors of 0 included", () => {
    const random = Xoshiro128.fromSeed(0, 2);
    for (let trial = 0; trial < 40; trial++) {
      const shape = shapeOf(1 + random.integer(3), 1 + random.integer(5), 1 + random.integer(4));
      const weightCount = shape.componentCount * shape.actionCount;
      const factors = Float64Array.from({ length: weightCount * shape.factorCount }, () =>
        random.uniform() < 0.3 ? 0 : random.normal(),
      );
      const slopes = Float64Array.from({ length: weightCount }, () => random.normal());
      const gradient = new Float64Array(factors.length);
      hadamardGradient(gradient, slopes, factors, shape, shape.componentCount);
      const value = () => {
        const weights = new Float64Array(weightCount);
        hadamardProduct(weights, factors, shape, shape.componentCount);
        return weights.reduce((sum, weight, i) => sum + weight * slopes[i], 0);
      };
      for (let i = 0; i < factors.length; i++) {
        const before = factors[i];
        factors[i] = before + 0.5;
        const above = value();
        factors[i] = before - 0.5;
        const below = value();
        factors[i] = before;
        // Exact for a linear function of one factor, however wide the difference.
        expect(gradient[i]).toBeCloseTo(above - below, 11);
      }
    }
  });

  it("reaches exactly the one factor that is 0, and none where two are", () => {
    const gradient = new Float64Array(3);
    hadamardGradient(gradient, Float64Array.of(2), Float64Array.of(0, 3, 5), shapeOf(1, 3, 1), 1);
    expect([...gradient]).toEqual([30, 0, 0]);
    hadamardGradient(gradient, Float64Array.of(2), Float64Array.of(0, 0, 5), shapeOf(1, 3, 1), 1);
    expect([...gradient]).toEqual([0, 0, 0]);
  });
});
