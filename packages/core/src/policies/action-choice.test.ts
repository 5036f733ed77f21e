import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { ActionMask } from "../replay/transition.ts";
import { checkMask } from "./action-mask.ts";
import { epsilonGreedyAction } from "./epsilon-greedy.ts";
import { greedyAction } from "./greedy.ts";
import { softmaxAction } from "./softmax.ts";

const DRAWS = 20_000;

function shares(actionCount: number, choose: () => number): number[] {
  const counts = new Array<number>(actionCount).fill(0);
  for (let n = 0; n < DRAWS; n++) counts[choose()]++;
  return counts.map((count) => count / DRAWS);
}

/** Each share within 4.5 standard deviations of its probability; exactly 0 where that is 0. */
function expectShares(found: readonly number[], probabilities: readonly number[]): void {
  probabilities.forEach((p, a) => {
    expect(Math.abs(found[a] - p)).toBeLessThanOrEqual(4.5 * Math.sqrt((p * (1 - p)) / DRAWS));
  });
}

describe("greedyAction", () => {
  it("is the first of those with the greatest value", () => {
    expect(greedyAction([1, 3, 2])).toBe(1);
    expect(greedyAction([2, 3, 3])).toBe(1);
    expect(greedyAction([0, -0, 0])).toBe(0);
    expect(greedyAction([-5])).toBe(0);
  });

  it("is the first of the greatest among those allowed", () => {
    expect(greedyAction([9, -3, -1, -1], [false, true, true, true])).toBe(2);
    expect(greedyAction([9, 8], [0, 1])).toBe(1);
  });
});

describe("epsilonGreedyAction", () => {
  it.each([0, 0.3, 1])("is greedy but for a share ε spread over all actions, ε = %f", (epsilon) => {
    const random = Xoshiro128.fromSeed(0, 19);
    const found = shares(4, () => epsilonGreedyAction([1, 5, 2, 3], epsilon, random));
    const p = epsilon / 4;
    expectShares(found, [p, 1 - epsilon + p, p, p]);
  });

  it("spreads ε over the allowed actions only", () => {
    const random = Xoshiro128.fromSeed(1, 19);
    const found = shares(5, () => epsilonGreedyAction([9, 1, 5, 2, 3], 0.6, random, [0, 1, 0, 1, 1]));
    expectShares(found, [0, 0.2, 0, 0.2, 0.6]);
  });
});

describe("softmaxAction", () => {
  it.each([0.5, 1, 4])(
    "has probabilities proportional to exp(Q/temperature), temperature %f",
    (temperature) => {
      const values = [1, 0, 2, -1];
      const masses = values.map((value) => Math.exp(value / temperature));
      const total = masses.reduce((sum, mass) => sum + mass, 0);
      const random = Xoshiro128.fromSeed(2, 19);
      expectShares(
        shares(4, () => softmaxAction(values, temperature, random)),
        masses.map((mass) => mass / total),
      );
    },
  );

  it("does not notice what is added to all values, however great", () => {
    const first = Xoshiro128.fromSeed(3, 19);
    const second = Xoshiro128.fromSeed(3, 19);
    for (let n = 0; n < 500; n++) {
      const values = [first.normal(), first.normal(), first.normal()];
      for (let i = 0; i < 3; i++) second.normal();
      const offset = 2 ** 20;
      const action = softmaxAction(
        values.map((value) => Math.fround(value)),
        1,
        first,
      );
      expect(
        softmaxAction(
          values.map((value) => Math.fround(value) + offset),
          1,
          second,
        ),
      ).toBe(action);
    }
  });

  it("shares out among the allowed only, and is greedy when cold", () => {
    const random = Xoshiro128.fromSeed(4, 19);
    const masked = shares(3, () => softmaxAction([50, 1, 1], 1, random, [false, true, true]));
    expectShares(masked, [0, 0.5, 0.5]);
    expectShares(
      shares(3, () => softmaxAction([1, 3, 2], 1e-3, random)),
      [0, 1, 0],
    );
  });
});

describe("checkMask", () => {
  it.each([
    [null, RangeError],
    ["11", RangeError],
    [1, RangeError],
    [{}, RangeError],
    [[], RangeError],
    [[1], RangeError],
    [[1, 1, 1], RangeError],
    [[0, 0], RangeError],
    [[false, false], RangeError],
  ])("refuses %j by name", (mask, error) => {
    const check = () => checkMask(mask as unknown as ActionMask, 2, "someMask");
    expect(check).toThrow(error);
    expect(check).toThrow(/^someMask /);
  });

  it("takes truth values of either kind", () => {
    for (const mask of [[true, false], [0, 1], Uint8Array.of(1, 1)]) {
      expect(() => checkMask(mask, 2, "mask")).not.toThrow();
    }
  });
});
