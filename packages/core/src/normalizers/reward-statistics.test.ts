import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { RewardStatistics } from "./reward-statistics.ts";

describe("RewardStatistics", () => {
  it("believes every reward of ordinary size, and never more of one than there is", () => {
    const random = Xoshiro128.fromSeed(0, 20);
    const statistics = new RewardStatistics();
    for (let n = 0; n < 2000; n++) {
      const reward = 5 + 3 * random.normal();
      expect(statistics.observe(reward)).toBe(reward);
    }
  });

  it("learns from one far from all others as if it were a hundred times as far as usual, until the third of its size", () => {
    for (const [usual, odd] of [
      [1, -1e6],
      [1, 1e30],
      [-0.5, 1e6],
    ]) {
      const statistics = new RewardStatistics();
      for (let n = 0; n < 500; n++) statistics.observe(usual);
      for (let time = 1; time <= 4; time++) {
        const believed = statistics.observe(odd);
        if (time < 3) expect(Math.abs(believed)).toBeLessThanOrEqual(101 * Math.abs(usual));
        else expect(believed).toBe(odd);
        expect(Math.sign(believed)).toBe(Math.sign(odd));
        for (let n = 0; n < 50; n++) expect(statistics.observe(usual)).toBe(usual);
      }
    }
  });

  it("believes the first reward that is not 0: what it is measured against is not known", () => {
    const statistics = new RewardStatistics();
    for (let n = 0; n < 500; n++) statistics.observe(0);
    expect(statistics.observe(100)).toBe(100);
  });

  it("keeps mean and deviation where they were when one reward of a million comes", () => {
    const random = Xoshiro128.fromSeed(1, 20);
    const statistics = new RewardStatistics();
    for (let n = 0; n < 1000; n++) statistics.observe(n === 500 ? 1e6 : -2 + random.normal());
    expect(statistics.mean).toBeCloseTo(-2, 0);
    expect(statistics.deviation).toBeCloseTo(1, 0);
  });
});
