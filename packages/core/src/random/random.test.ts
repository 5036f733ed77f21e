import { describe, expect, test } from "vitest";
import generatorCases from "../../golden/random/numpy-generator.json" with { type: "json" };
import seedSequences from "../../golden/random/seed-sequence.json" with { type: "json" };
import xoshiroCases from "../../golden/random/xoshiro128.json" with { type: "json" };
import { NumpyGenerator } from "./numpy-generator.ts";
import { Pcg64 } from "./pcg64.ts";
import { SeedSequence } from "./seed-sequence.ts";
import { Xoshiro128 } from "./xoshiro128.ts";

function sequenceOf(entropy: string | string[], spawnKey: number[] = []): SeedSequence {
  return new SeedSequence(Array.isArray(entropy) ? entropy.map(BigInt) : BigInt(entropy), { spawnKey });
}

describe("SeedSequence", () => {
  test.each(seedSequences.cases)(
    "is numpy's for $entropy, spawn key $spawnKey",
    ({ entropy, spawnKey, state, spawned }) => {
      const sequence = sequenceOf(entropy, spawnKey);
      expect(Array.from(sequence.generateState(10))).toEqual(state);
      const children = [...sequence.spawn(2), ...sequence.spawn(1)];
      expect(children.map((child) => Array.from(child.generateState(4)))).toEqual(spawned);
    },
  );

  test("is numpy's for a wider pool", () => {
    const { entropy, poolSize, state } = seedSequences.wide;
    expect(Array.from(new SeedSequence(BigInt(entropy), { poolSize }).generateState(12))).toEqual(state);
  });

  test.each([-1, 1.5, NaN, Infinity, -1n, 2 ** 60])("refuses the seed %s", (seed) => {
    expect(() => new SeedSequence(seed)).toThrow(`seed is ${seed}; it must be a non-negative integer`);
    expect(() => new SeedSequence(seed)).toThrow(RangeError);
  });

  test("refuses other nonsense", () => {
    expect(() => new SeedSequence("7" as never)).toThrow("seed is 7");
    expect(() => new SeedSequence(1, { spawnKey: [-1] })).toThrow("spawnKey holds -1");
    expect(() => new SeedSequence(1, { poolSize: 3 })).toThrow("poolSize is 3");
  });
});

describe.each(generatorCases)(
  "NumpyGenerator with seed $entropy",
  ({ entropy, raw, random, uniform, choice, mixed }) => {
    const fresh = () => new NumpyGenerator(sequenceOf(entropy));

    test("PCG64 has numpy's raw stream", () => {
      const bits = new Pcg64(sequenceOf(entropy));
      const drawn = raw.map(() => {
        bits.next();
        return [bits.high, bits.low].map((word) => word.toString(16).padStart(8, "0")).join("");
      });
      expect(drawn).toEqual(raw);
    });

    test("random, uniform and choice are numpy's", () => {
      const generator = fresh();
      expect(random.map(() => generator.random())).toEqual(random);
      expect(Array.from(fresh().uniforms(-0.6, -0.4, 6))).toEqual(uniform);
      expect(fresh().choices([0.2, 0.5, 0.3], 20)).toEqual(choice);
    });

    test("integers of every range, between other draws, are numpy's; a state restored midway goes on", () => {
      let generator = fresh();
      for (const [method, low, high, expected] of mixed as [string, number, number, number][]) {
        const saved = JSON.stringify(generator.state);
        generator = new NumpyGenerator(new SeedSequence(99));
        generator.state = JSON.parse(saved);
        expect(method === "uniform" ? generator.uniform(low, high) : generator.integers(low, high)).toBe(
          expected,
        );
      }
    });
  },
);

test("NumpyGenerator refuses an empty range and a foreign state", () => {
  const generator = NumpyGenerator.fromSeed(0);
  expect(() => generator.integers(3, 3)).toThrow("[3, 3)");
  expect(() => generator.integers(0, 0.5)).toThrow(RangeError);
  expect(() => {
    generator.state = { state: "12", increment: "0".repeat(32), pending: null };
  }).toThrow('state is "12"');
});

describe("Xoshiro128", () => {
  test.each(xoshiroCases.sequences)("is xoshiro128** from $state", ({ state, values, finalState }) => {
    const generator = new Xoshiro128(state);
    expect(values.map(() => generator.nextUint32())).toEqual(values);
    expect(Array.from(generator.state)).toEqual(finalState);
  });

  test("fromSeed takes its state from a SeedSequence with the stream as spawn key", () => {
    const { seed, stream, values } = xoshiroCases.fromSeed;
    const generator = Xoshiro128.fromSeed(seed, stream);
    expect(values.map(() => generator.nextUint32())).toEqual(values);
  });

  test("goes on from its state, whatever was drawn before", () => {
    const generator = Xoshiro128.fromSeed(5, 0);
    const draw = (from: Xoshiro128) => [from.normal(), from.uniform(), from.integer(10), from.normal()];
    draw(generator);
    const twin = new Xoshiro128(generator.state);
    expect(draw(twin)).toEqual(draw(generator));
  });

  test("normal has the moments of a normal variate", () => {
    const generator = Xoshiro128.fromSeed(6, 0);
    const draws = Float64Array.from({ length: 200_000 }, () => generator.normal());
    const moment = (power: number) => draws.reduce((sum, x) => sum + x ** power, 0) / draws.length;
    expect(moment(1)).toBeCloseTo(0, 2);
    expect(moment(2)).toBeCloseTo(1, 1.7);
    expect(moment(4)).toBeCloseTo(3, 1);
  });

  test("uniform fills [0, 1) evenly", () => {
    const generator = Xoshiro128.fromSeed(7, 0);
    const counts = new Array(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[Math.floor(10 * generator.uniform())]++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  test("integer is unbiased and in range, up to 2^32", () => {
    const generator = Xoshiro128.fromSeed(8, 0);
    // With 3 * 2^30 values a draw modulo the count would give the lowest quarter twice as often.
    const counts = [0, 0, 0];
    for (let i = 0; i < 60_000; i++) counts[Math.floor(generator.integer(3 * 2 ** 30) / 2 ** 30)]++;
    for (const count of counts) expect(Math.abs(count - 20_000)).toBeLessThan(600);
    for (let i = 0; i < 100; i++) expect(generator.integer(1)).toBe(0);
    const twin = new Xoshiro128(generator.state);
    expect(generator.integer(2 ** 32)).toBe(twin.nextUint32());
  });

  test("refuses counts and states that cannot be", () => {
    const generator = Xoshiro128.fromSeed(0, 0);
    for (const count of [0, -1, 1.5, NaN, 2 ** 33])
      expect(() => generator.integer(count)).toThrow(`count is ${count}`);
    expect(() => new Xoshiro128([0, 0, 0, 0])).toThrow("all zero");
    expect(() => new Xoshiro128([1, 2])).toThrow("2 words");
    expect(() => Xoshiro128.fromSeed(-1, 0)).toThrow("seed is -1");
    expect(() => Xoshiro128.fromSeed(1, -1)).toThrow("spawnKey holds -1");
  });
});
