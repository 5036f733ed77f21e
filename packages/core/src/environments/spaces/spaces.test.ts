import { describe, expect, test } from "vitest";
import { Xoshiro128 } from "../../random/xoshiro128.ts";
import { Box } from "./box.ts";
import { Discrete } from "./discrete.ts";

describe("Discrete", () => {
  const space = new Discrete(3);

  test("contains its integers, bare or as a vector, and nothing else", () => {
    for (const value of [0, 2, [1], Float64Array.of(2)]) expect(space.contains(value)).toBe(true);
    for (const value of [-1, 3, 0.5, NaN, "1", [0, 1], [], null]) expect(space.contains(value)).toBe(false);
  });

  test("samples all of its elements", () => {
    const generator = Xoshiro128.fromSeed(0, 0);
    const drawn = new Set(Array.from({ length: 100 }, () => space.sample(generator)));
    expect(drawn).toEqual(new Set([0, 1, 2]));
  });

  test("equals by size, and refuses a size that cannot be", () => {
    expect(space.equals(new Discrete(3))).toBe(true);
    expect(space.equals(new Discrete(4))).toBe(false);
    for (const n of [0, -1, 1.5, NaN]) expect(() => new Discrete(n)).toThrow(`n is ${n}`);
  });
});

describe("Box", () => {
  const box = new Box({ low: [-1, 0, -Infinity, -Infinity], high: [1, Infinity, 0, Infinity] });

  test("contains vectors within its bounds", () => {
    expect(box.contains([1, 5, -5, 1e30])).toBe(true);
    for (const value of [[1.1, 0, 0, 0], [0, -0.1, 0, 0], [0, 0, 0, NaN], [0, 0, 0], 0, null, "0000"]) {
      expect(box.contains(value)).toBe(false);
    }
  });

  test("compares in its own precision", () => {
    expect(new Box({ low: -0.07, high: 0.07 }).contains([0.07])).toBe(true);
    expect(new Box({ low: -0.07, high: 0.07 }).contains([Math.fround(0.07)])).toBe(true);
    expect(new Box({ low: -0.07, high: 0.07, dtype: "float64" }).contains([0.07 + 1e-9])).toBe(false);
  });

  test("samples within its bounds, in its precision", () => {
    const generator = Xoshiro128.fromSeed(0, 0);
    for (let i = 0; i < 200; i++) {
      const element = box.sample(generator);
      expect(element).toBeInstanceOf(Float32Array);
      expect(box.contains(element)).toBe(true);
    }
  });

  test("takes one bound for all dimensions", () => {
    expect(new Box({ low: 0, high: 1, size: 3 }).equals(new Box({ low: [0, 0, 0], high: [1, 1, 1] }))).toBe(
      true,
    );
    expect(new Box({ low: 0, high: [1, 2] }).size).toBe(2);
    expect(new Box({ low: 0, high: 1 }).equals(new Box({ low: 0, high: 1, dtype: "float64" }))).toBe(false);
    expect(new Box({ low: 0, high: 1 }).equals(new Discrete(1))).toBe(false);
  });

  test("refuses bounds that cannot be", () => {
    expect(() => new Box({ low: 1, high: 0 })).toThrow("low[0] is 1 and high[0] is 0");
    expect(() => new Box({ low: NaN, high: 0 })).toThrow("low[0] is NaN");
    expect(() => new Box({ low: [0, 0], high: [1] })).toThrow("high has 1 numbers; it must have 2");
    expect(() => new Box({ low: 0, high: 1, size: 0 })).toThrow("size is 0");
  });
});
