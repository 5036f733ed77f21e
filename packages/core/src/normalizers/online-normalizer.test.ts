import { describe, expect, it } from "vitest";
import { restoreTree, type StateArray, type StateTree } from "../checkpoint.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { FixedNormalizer } from "./fixed-normalizer.ts";
import { OnlineNormalizer } from "./online-normalizer.ts";

const ONLINE = {
  observations: true,
  rewards: true,
  hasUnknown: true,
  discountFactor: 0.9,
  firstRenewal: 10,
  limit: 1,
};

function stepOf(observation: number[], reward: number) {
  return {
    observation,
    action: 0,
    reward,
    nextObservation: observation,
    terminated: false,
    truncated: false,
  };
}

function known({ center, scale, rewardScale, commonValue }: OnlineNormalizer): number[] {
  return [...center, ...scale, rewardScale, commonValue];
}

describe("OnlineNormalizer", () => {
  it("renews at its first step and then whenever the count has grown by a tenth, all at once", () => {
    const random = Xoshiro128.fromSeed(0, 18);
    const normalizer = new OnlineNormalizer(2, ONLINE);
    const renewals: number[] = [];
    for (let step = 1; step <= 60; step++) {
      const before = known(normalizer);
      normalizer.observe(stepOf([random.normal(), random.normal()], random.normal()));
      const changed = known(normalizer).filter((value, i) => value !== before[i]);
      if (changed.length === before.length) renewals.push(step);
      else expect(changed).toEqual([]);
    }
    expect(renewals).toEqual([10, 11, 13, 15, 17, 19, 21, 24, 27, 30, 33, 37, 41, 46, 51, 57]);
  });

  it("bounds what it has learned the scale of, so that the farthest observation is the nearest within bounds", () => {
    const random = Xoshiro128.fromSeed(3, 18);
    const normalizer = new OnlineNormalizer(2, ONLINE);
    for (let step = 0; step < 200; step++) {
      normalizer.observe(stepOf([random.normal(), 1e3 * random.normal()], 0));
    }
    const out = new Float64Array(2);
    for (const [observation, expected] of [
      [
        [1e30, 1e30],
        [1, 1],
      ],
      [
        [-1e100, 5e3],
        [-1, 1],
      ],
    ]) {
      normalizer.normalize(out, 0, observation, 0);
      expect([...out]).toEqual(expected);
    }
  });

  it("keeps the centre and scale it is given where it does not learn them", () => {
    const normalizer = new OnlineNormalizer(2, {
      observations: false,
      rewards: false,
      hasUnknown: true,
      discountFactor: 0.9,
      firstRenewal: 1,
      limit: 1,
      center: [1, 2],
      scale: [4, 8],
    });
    for (let step = 0; step < 50; step++) normalizer.observe(stepOf([step, -step], step));
    const out = new Float64Array(3);
    normalizer.normalize(out, 1, [9, 5, 6], 1);
    expect([...out]).toEqual([0, 1, 0.5]);
    expect(normalizer.rewardScale).toBe(1);
  });

  it("goes on from its state to the bit", () => {
    const random = Xoshiro128.fromSeed(1, 18);
    const normalizer = new OnlineNormalizer(1, ONLINE);
    const twin = new OnlineNormalizer(1, ONLINE);
    for (const steps of [33, 100]) {
      for (let step = 0; step < steps; step++) {
        normalizer.observe(stepOf([random.normal()], random.normal()));
      }
      restoreTree(twin.state(), { header: null, arrays: new Map(flat(normalizer.state())) });
      for (let step = 0; step < 200; step++) {
        const next = stepOf([random.normal()], step === 50 ? 1e6 : random.normal());
        expect(twin.observe(next)).toBe(normalizer.observe(next));
        expect(known(twin)).toEqual(known(normalizer));
      }
    }
  });
});

function flat(tree: StateTree, prefix = ""): [string, StateArray][] {
  return Object.entries(tree).flatMap(([name, entry]): [string, StateArray][] =>
    ArrayBuffer.isView(entry)
      ? [[prefix + name, (entry as StateArray).slice()]]
      : flat(entry as StateTree, `${prefix}${name}/`),
  );
}

describe("the scale of rewards", () => {
  function scaleAfter(rewards: readonly number[], terminated: boolean): number {
    const normalizer = new OnlineNormalizer(1, { ...ONLINE, firstRenewal: rewards.length });
    for (const reward of rewards) normalizer.observe({ ...stepOf([0], reward), terminated });
    return normalizer.rewardScale;
  }

  it("is their root mean square, zeros included, where episodes end by themselves", () => {
    expect(scaleAfter([3, 0, -4, 0], true)).toBe(2.5);
  });

  it("stays 1 while every reward was 0", () => {
    expect(scaleAfter(Array(10).fill(0), false)).toBe(1);
  });

  it("is the same whatever constant is added to all of them, where nothing ends", () => {
    const random = Xoshiro128.fromSeed(4, 18);
    const rewards = Array.from({ length: 100 }, () => random.normal());
    for (const offset of [-1000, 100, 1e5]) {
      const shifted = rewards.map((reward) => reward + offset);
      expect(scaleAfter(shifted, false)).toBeCloseTo(scaleAfter(rewards, false), 6);
    }
  });
});

describe("FixedNormalizer", () => {
  it("normalises as the online one it was taken from, to the bit", () => {
    const random = Xoshiro128.fromSeed(2, 18);
    const online = new OnlineNormalizer(2, ONLINE);
    for (let step = 0; step < 40; step++) {
      online.observe(stepOf([random.normal(), 1e3 * random.normal()], 1));
    }
    const { center, scale, limit, rewardScale } = online;
    const fixed = new FixedNormalizer({ center: center.slice(), scale: scale.slice(), limit, rewardScale });
    for (let trial = 0; trial < 20; trial++) {
      const observation = [random.normal(), 1e3 * random.normal()];
      const [expected, found] = [new Float64Array(2), new Float64Array(2)];
      online.normalize(expected, 0, observation, 0);
      fixed.normalize(found, 0, observation, 0);
      expect([...found]).toEqual([...expected]);
    }
  });
});
