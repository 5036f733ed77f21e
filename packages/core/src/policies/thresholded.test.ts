import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { randomPolicy } from "./random-policy.case.ts";
import { thresholded } from "./thresholded.ts";

describe("a thresholded policy", () => {
  it("is the policy itself at a share of 0, to the bit", () => {
    const random = Xoshiro128.fromSeed(0, 0);
    for (const [D, A, K] of [
      [1, 2, 3],
      [4, 2, 20],
      [6, 3, 50],
    ] as const) {
      const { policy, drawState } = randomPolicy(random, D, A, K);
      const same = thresholded(policy, 0);
      expect(same.parameterCount).toBe(policy.parameterCount);
      for (let n = 0; n < 20; n++) {
        const state = drawState();
        expect([...same.qValues(state)]).toEqual([...policy.qValues(state)]);
      }
    }
  });

  it("has the hills and weights of at least that share of the greatest, and no others", () => {
    const { policy } = randomPolicy(Xoshiro128.fromSeed(1, 0), 3, 3, 40);
    const before = policy.toJSON();
    const greatest = Math.max(...before.hills.flatMap(({ weights }) => weights.map(Math.abs)));
    let last = policy.parameterCount;
    for (const share of [0.01, 0.1, 0.3, 0.6, 1]) {
      const cut = thresholded(policy, share);
      const kept = before.hills.flatMap(({ weights }) =>
        weights.filter((weight) => Math.abs(weight) >= share * greatest),
      );
      expect(cut.nonzeroWeightCount).toBe(kept.length);
      expect(cut.hills.every(({ weights }) => weights.some((weight) => weight !== 0))).toBe(true);
      expect(cut.parameterCount).toBeLessThanOrEqual(last);
      last = cut.parameterCount;
    }
    expect(last).toBe(3 + 6 + 1);
    expect(policy.toJSON()).toEqual(before);
  });

  it("is refused for a share that is none", () => {
    const { policy } = randomPolicy(Xoshiro128.fromSeed(2, 0), 2, 2, 3);
    for (const share of [-0.1, 1.5, Number.NaN])
      expect(() => thresholded(policy, share)).toThrow(`share is ${share}`);
  });
});
