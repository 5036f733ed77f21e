import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { FixedNormalizer } from "./fixed-normalizer.ts";
import { OnlineNormalizer } from "./online-normalizer.ts";
import { RewardStatistics } from "./reward-statistics.ts";

const ONLINE = { observations: true, rewards: true, firstRenewal: 10 };

describe("OnlineNormalizer", () => {
  it("renews at its first step and then whenever the count has grown by a tenth", () => {
    const normalizer = new OnlineNormalizer(1, ONLINE);
    const renewals: number[] = [];
    for (let step = 1; step <= 60; step++) if (normalizer.observe([step], 1)) renewals.push(step);
    expect(renewals).toEqual([10, 11, 13, 15, 17, 19, 21, 24, 27, 30, 33, 37, 41, 46, 51, 57]);
  });

  it("changes neither centre nor scales between renewals", () => {
    const random = Xoshiro128.fromSeed(0, 18);
    const normalizer = new OnlineNormalizer(2, ONLINE);
    for (let step = 1; step <= 200; step++) {
      const before = [...normalizer.center, ...normalizer.scale, normalizer.rewardScale];
      const renewed = normalizer.observe([random.normal(), random.normal()], random.normal());
      const after = [...normalizer.center, ...normalizer.scale, normalizer.rewardScale];
      if (renewed) expect(after).not.toEqual(before);
      else expect(after).toEqual(before);
    }
  });

  it("keeps the centre and scale it is given where it does not learn them", () => {
    const normalizer = new OnlineNormalizer(2, {
      observations: false,
      rewards: false,
      firstRenewal: 1,
      center: [1, 2],
      scale: [4, 8],
    });
    for (let step = 0; step < 50; step++) normalizer.observe([step, -step], step);
    const out = new Float64Array(3);
    normalizer.normalize(out, 1, [9, 5, 6], 1);
    expect([...out]).toEqual([0, 1, 0.5]);
    expect(normalizer.rewardScale).toBe(1);
  });

  it("goes on from its state to the bit", () => {
    const random = Xoshiro128.fromSeed(1, 18);
    const normalizer = new OnlineNormalizer(1, ONLINE);
    const twin = new OnlineNormalizer(1, ONLINE);
    for (let step = 0; step < 33; step++) normalizer.observe([random.normal()], random.normal());
    const saved = normalizer.state();
    for (const [group, arrays] of Object.entries(twin.state())) {
      for (const [name, array] of Object.entries(arrays)) array.set(saved[group][name]);
    }
    for (let step = 0; step < 100; step++) {
      const [observation, reward] = [[random.normal()], random.normal()];
      expect(twin.observe(observation, reward)).toBe(normalizer.observe(observation, reward));
      expect([twin.center[0], twin.scale[0], twin.rewardScale]).toEqual([
        normalizer.center[0],
        normalizer.scale[0],
        normalizer.rewardScale,
      ]);
    }
  });
});

describe("RewardStatistics", () => {
  it("scales by the root mean square of all rewards, zeros included", () => {
    const statistics = new RewardStatistics();
    for (const reward of [3, 0, -4, 0]) statistics.observe(reward);
    expect(statistics.scale).toBe(1);
    statistics.renew();
    expect(statistics.scale).toBe(2.5);
  });

  it("keeps its scale while every reward was 0", () => {
    const statistics = new RewardStatistics();
    for (let n = 0; n < 10; n++) statistics.observe(0);
    statistics.renew();
    expect(statistics.scale).toBe(1);
  });
});

describe("FixedNormalizer", () => {
  it("normalises as the online one it was taken from, to the bit", () => {
    const random = Xoshiro128.fromSeed(2, 18);
    const online = new OnlineNormalizer(2, ONLINE);
    for (let step = 0; step < 40; step++) online.observe([random.normal(), 1e3 * random.normal()], 1);
    const fixed = new FixedNormalizer(online.center.slice(), online.scale.slice(), online.rewardScale);
    for (let trial = 0; trial < 20; trial++) {
      const observation = [random.normal(), 1e3 * random.normal()];
      const [expected, found] = [new Float64Array(2), new Float64Array(2)];
      online.normalize(expected, 0, observation, 0);
      fixed.normalize(found, 0, observation, 0);
      expect([...found]).toEqual([...expected]);
    }
  });
});
