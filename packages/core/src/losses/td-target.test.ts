import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { createMinibatch } from "../replay/minibatch.ts";
import { bellmanResidual } from "./bellman-residual.ts";
import { tdErrors, tdTargets } from "./td-target.ts";

function targetsOf(
  columns: { rewards: number[]; discounts: number[]; masks?: number[][] },
  value: number[][],
  choice = value,
): number[] {
  const size = value.length;
  const minibatch = createMinibatch(size, 1, value[0].length);
  minibatch.rewards.set(columns.rewards);
  minibatch.discounts.set(columns.discounts);
  minibatch.nextMasks.set((columns.masks ?? value.map((row) => row.map(() => 1))).flat());
  const targets = new Float64Array(size);
  tdTargets(targets, minibatch, Float64Array.from(value.flat()), Float64Array.from(choice.flat()));
  return [...targets];
}

describe("tdTargets", () => {
  it("bootstrap where the discount says so: truncated or going on, but not terminated", () => {
    const value = [
      [2, 8],
      [2, 8],
      [8, 2],
    ];
    expect(targetsOf({ rewards: [1, 1, -1], discounts: [0.5, 0, 0.25] }, value)).toEqual([5, 1, 1]);
  });

  it("pick by the choice table and take the value table's number: double Q-learning", () => {
    expect(targetsOf({ rewards: [0], discounts: [1] }, [[5, 1, 3]], [[0, 9, 2]])).toEqual([1]);
  });

  it("never pick a forbidden action, even where all allowed values are negative", () => {
    const masks = [
      [0, 1, 1],
      [1, 0, 0],
    ];
    const value = [
      [9, -4, -3],
      [-7, 5, 6],
    ];
    expect(targetsOf({ rewards: [0, 0], discounts: [1, 1], masks }, value)).toEqual([-3, -7]);
  });

  it("equal r + discount·max Q for random tables", () => {
    const random = Xoshiro128.fromSeed(0, 10);
    const numbers = (count: number) => Array.from({ length: count }, () => random.normal());
    for (let trial = 0; trial < 30; trial++) {
      const [size, actionCount] = [1 + random.integer(6), 1 + random.integer(5)];
      const value = Array.from({ length: size }, () => numbers(actionCount));
      const [rewards, discounts] = [numbers(size), numbers(size)];
      const expected = value.map((row, t) => rewards[t] + discounts[t] * Math.max(...row));
      expect(targetsOf({ rewards, discounts }, value)).toEqual(expected);
    }
  });
});

describe("tdErrors", () => {
  it("are Q(s, a) − y of the action that was taken", () => {
    const errors = new Float64Array(2);
    tdErrors(errors, Float64Array.of(1, 2, 3, 4, 5, 6), Int32Array.of(2, 0), Float64Array.of(10, 1));
    expect([...errors]).toEqual([-7, 3]);
  });
});

describe("bellmanResidual", () => {
  it("is the root mean square, and 0 where Q is its own target", () => {
    expect(bellmanResidual(Float64Array.of(3, -4, 0, 0))).toBe(2.5);
    expect(bellmanResidual(new Float64Array(5))).toBe(0);
  });
});
