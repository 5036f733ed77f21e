import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { actionValues, gaussians } from "./gaussians.ts";
import type { Mixture } from "./mixture.ts";
import { observationsNear, randomMixtureQ, textbookValue } from "./random-mixture.case.ts";

function valuesOf(mixture: Mixture, observations: Float64Array, count: number): Float64Array {
  const table = new Float64Array(mixture.liveCount * count);
  const values = new Float64Array(mixture.actionCount * count).fill(Number.NaN);
  gaussians(table, mixture, observations, count);
  actionValues(values, mixture, table, count);
  return values;
}

describe("gaussians and actionValues", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("are the textbook formula with C inverted naively, D = %i", (size) => {
    const random = Xoshiro128.fromSeed(size, 0);
    for (const count of [1, 2, 3, 7, 16]) {
      const actionCount = 1 + random.integer(5);
      const factorCount = 1 + random.integer(4);
      const q = randomMixtureQ(random, {
        observationSize: size,
        actionCount,
        componentCount: 4,
        factorCount,
      });
      const observations = observationsNear(random, q, count);
      const values = valuesOf(q, observations, count);
      for (let t = 0; t < count; t++) {
        const observation = observations.subarray(t * size, (t + 1) * size);
        for (let a = 0; a < actionCount; a++) {
          const expected = textbookValue(q, observation, a);
          expect(Math.abs(values[t * actionCount + a] - expected)).toBeLessThan(
            1e-12 * (1 + Math.abs(expected)),
          );
        }
      }
    }
  });

  it("have neither a half in the exponent nor a normalising constant", () => {
    const hill: Mixture = {
      observationSize: 1,
      actionCount: 2,
      liveCount: 1,
      means: Float64Array.of(1),
      formLength: 1,
      quadraticForms: Float64Array.of(4),
      weights: Float64Array.of(3, -2),
    };
    const values = valuesOf(hill, Float64Array.of(1, 1.5, 0), 3);
    expect([...values.subarray(0, 2)]).toEqual([3, -2]);
    expect(values[2]).toBeCloseTo(3 * Math.exp(-1), 15);
    expect(values[5]).toBeCloseTo(-2 * Math.exp(-4), 15);
  });

  it("weigh an off-diagonal entry of C⁻¹ twice: dᵀPd = 1 + 2·(−1)·1·2 + 2·4 = 5 at d = (1, 2)", () => {
    const hill: Mixture = {
      observationSize: 2,
      actionCount: 1,
      liveCount: 1,
      means: Float64Array.of(0, 0),
      formLength: 3,
      quadraticForms: Float64Array.of(1, -2, 2),
      weights: Float64Array.of(1),
    };
    expect(valuesOf(hill, Float64Array.of(1, 2), 1)[0]).toBeCloseTo(Math.exp(-5), 15);
  });

  it("give 0 for every action when no component is left", () => {
    const q = randomMixtureQ(Xoshiro128.fromSeed(0, 0), {
      observationSize: 3,
      actionCount: 2,
      componentCount: 2,
      factorCount: 2,
    });
    q.liveCount = 0;
    expect([...valuesOf(q, Float64Array.of(1, 2, 3), 1)]).toEqual([0, 0]);
  });

  it("treat an observation the same wherever it stands in a batch, to the bit", () => {
    const random = Xoshiro128.fromSeed(1, 0);
    for (const size of [1, 2, 3, 4, 5, 6]) {
      const q = randomMixtureQ(random, {
        observationSize: size,
        actionCount: 3,
        componentCount: 5,
        factorCount: 2,
      });
      const observations = observationsNear(random, q, 11);
      const together = valuesOf(q, observations, 11);
      for (let t = 0; t < 11; t++) {
        const alone = valuesOf(q, observations.slice(t * size, (t + 1) * size), 1);
        expect([...alone]).toEqual([...together.subarray(3 * t, 3 * t + 3)]);
      }
    }
  });
});
