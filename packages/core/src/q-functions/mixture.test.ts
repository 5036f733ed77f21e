import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { MixtureCopy } from "./mixture.ts";
import { randomMixtureQ } from "./random-mixture.case.ts";

const shape = { observationSize: 3, actionCount: 2, componentCount: 4, factorCount: 2 };

function numbersOf({ means, quadraticForms, weights }: MixtureCopy): number[] {
  return [...means, ...quadraticForms, ...weights];
}

describe("MixtureCopy", () => {
  it("shares nothing with its source", () => {
    const source = randomMixtureQ(Xoshiro128.fromSeed(0, 3), shape);
    const copy = new MixtureCopy(source);
    const before = numbersOf(copy);
    source.means.fill(7);
    source.factors.fill(7);
    source.refresh();
    expect(numbersOf(copy)).toEqual(before);
  });

  it("is the source to the bit after an approach at rate 1", () => {
    const random = Xoshiro128.fromSeed(1, 3);
    const copy = new MixtureCopy(randomMixtureQ(random, shape));
    const source = randomMixtureQ(random, shape);
    copy.approach(source, 1);
    expect(numbersOf(copy)).toEqual(numbersOf(new MixtureCopy(source)));
  });

  it("keeps (1 − rate)ⁿ of its distance to a source that stands still, after n approaches", () => {
    const random = Xoshiro128.fromSeed(2, 3);
    const copy = new MixtureCopy(randomMixtureQ(random, shape));
    const source = randomMixtureQ(random, shape);
    const start = numbersOf(copy);
    const end = numbersOf(new MixtureCopy(source));
    for (let n = 0; n < 10; n++) copy.approach(source, 0.2);
    const found = numbersOf(copy);
    for (let i = 0; i < end.length; i++) {
      expect(found[i]).toBeCloseTo(end[i] + 0.8 ** 10 * (start[i] - end[i]), 12);
    }
  });

  it("follows only the live components", () => {
    const random = Xoshiro128.fromSeed(3, 3);
    const copy = new MixtureCopy(randomMixtureQ(random, shape));
    const source = randomMixtureQ(random, shape);
    source.liveCount = 2;
    for (const rate of [0.5, 1]) {
      const before = new MixtureCopy(copy);
      copy.approach(source, rate);
      expect([...copy.means.subarray(6)]).toEqual([...before.means.subarray(6)]);
      expect([...copy.quadraticForms.subarray(12)]).toEqual([...before.quadraticForms.subarray(12)]);
      expect([...copy.weights.subarray(4)]).toEqual([...before.weights.subarray(4)]);
      expect([...copy.weights.subarray(0, 4)]).not.toEqual([...before.weights.subarray(0, 4)]);
    }
  });
});
