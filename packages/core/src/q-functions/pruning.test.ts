import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { GaussianMixtureQ } from "./gaussian-mixture-q.ts";
import { actionValues, gaussians } from "./gaussians.ts";
import { dropDead, isDead, keepComponents, zeroSmallFactors } from "./pruning.ts";
import { observationsNear, randomMixtureQ } from "./random-mixture.case.ts";

function bury(q: GaussianMixtureQ, k: number): void {
  const size = q.factorCount * q.actionCount;
  q.factors.fill(0, k * size, (k + 1) * size);
}

describe("keepComponents", () => {
  it("leaves the rows it keeps bit for bit, in their order, in every table", () => {
    const random = Xoshiro128.fromSeed(4, 5);
    const shape = { observationSize: 3, actionCount: 2, componentCount: 7, factorCount: 2 };
    for (let trial = 0; trial < 20; trial++) {
      const q = randomMixtureQ(random, shape);
      const kept = [0, 1, 2, 3, 4, 5, 6].filter(() => random.uniform() < 0.5);
      const rowsOf = (rows: readonly number[]) =>
        q
          .tables()
          .map(({ array, rowSize }) =>
            rows.map((row) => [...array.subarray(row * rowSize, (row + 1) * rowSize)]),
          );
      const before = rowsOf(kept);
      keepComponents(q, q.tables(), (row) => kept.includes(row));
      expect(q.liveCount).toBe(kept.length);
      expect(rowsOf([...kept.keys()])).toEqual(before);
    }
  });
});

describe("dropDead", () => {
  it("leaves Q unchanged bit for bit, and the live components in their order", () => {
    const random = Xoshiro128.fromSeed(0, 5);
    for (let trial = 0; trial < 40; trial++) {
      const shape = {
        observationSize: 1 + random.integer(6),
        actionCount: 1 + random.integer(3),
        componentCount: 9,
        factorCount: 1 + random.integer(3),
      };
      const q = randomMixtureQ(random, shape);
      const observations = observationsNear(random, q, 7);
      const dead = Array.from({ length: 9 }, () => random.uniform() < 0.4);
      dead.forEach((isBuried, k) => {
        if (isBuried) bury(q, k);
      });
      const valuesNow = () => {
        q.refresh();
        const table = new Float64Array(9 * 7);
        const values = new Float64Array(7 * shape.actionCount);
        gaussians(table, q, observations, 7);
        actionValues(values, q, table, 7);
        return [...values];
      };
      const before = valuesNow();
      const other = { array: Float64Array.from({ length: 18 }, (_, i) => i), rowSize: 2 };
      const dropped = dropDead(q, [...q.tables(), other]);
      expect(dropped).toBe(dead.filter(Boolean).length);
      expect(q.liveCount).toBe(9 - dropped);
      expect(valuesNow()).toEqual(before);
      const alive = dead.flatMap((isBuried, k) => (isBuried ? [] : [k]));
      expect([...q.identities.subarray(0, q.liveCount)]).toEqual(alive);
      expect([...other.array.subarray(0, 2 * q.liveCount)]).toEqual(alive.flatMap((k) => [2 * k, 2 * k + 1]));
    }
  });

  it("drops nothing twice", () => {
    const q = randomMixtureQ(Xoshiro128.fromSeed(1, 5), {
      observationSize: 2,
      actionCount: 2,
      componentCount: 4,
      factorCount: 2,
    });
    bury(q, 1);
    expect(dropDead(q, q.tables())).toBe(1);
    expect(dropDead(q, q.tables())).toBe(0);
  });

  it("keeps a component of which a single factor differs from 0", () => {
    const q = randomMixtureQ(Xoshiro128.fromSeed(2, 5), {
      observationSize: 1,
      actionCount: 2,
      componentCount: 2,
      factorCount: 2,
    });
    bury(q, 0);
    expect(isDead(q, 0)).toBe(true);
    q.factors[3] = 1e-300;
    expect(isDead(q, 0)).toBe(false);
    expect(isDead(q, 1)).toBe(false);
  });
});

describe("zeroSmallFactors", () => {
  it("empties a weight, and its momentum, only where all its factors are below the threshold", () => {
    const q = randomMixtureQ(Xoshiro128.fromSeed(3, 5), {
      observationSize: 1,
      actionCount: 2,
      componentCount: 2,
      factorCount: 2,
    });
    // Component 0: action 0 small in both factors, action 1 crossing 0 in one. Component 1: at the threshold, and NaN.
    q.factors.set([0.009, 0.001, -0.005, 1, 0.01, Number.NaN, 0.001, 0.001]);
    const momentum = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const second = momentum.map((entry) => entry * 10);
    zeroSmallFactors(q, 0.01, [momentum, second]);
    expect([...q.factors]).toEqual([0, 0.001, 0, 1, 0.01, Number.NaN, 0.001, 0.001]);
    expect([...momentum]).toEqual([0, 2, 0, 4, 5, 6, 7, 8]);
    expect([...second]).toEqual([0, 20, 0, 40, 50, 60, 70, 80]);
  });
});
