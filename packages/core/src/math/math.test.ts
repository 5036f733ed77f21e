import { describe, expect, test } from "vitest";
import cosCases from "../../golden/math/cos.json" with { type: "json" };
import expCases from "../../golden/math/exp.json" with { type: "json" };
import logCases from "../../golden/math/log.json" with { type: "json" };
import powCases from "../../golden/math/pow.json" with { type: "json" };
import sinCases from "../../golden/math/sin.json" with { type: "json" };
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { exp } from "./exp.ts";
import { log } from "./log.ts";
import { pow } from "./pow.ts";
import { cos, sin } from "./sin-cos.ts";

/** The distance from |x| to the next double away from zero. */
function unitInTheLastPlace(x: number): number {
  const words = new BigInt64Array(1);
  const doubles = new Float64Array(words.buffer);
  doubles[0] = Math.abs(x);
  words[0] += 1n;
  return doubles[0] - Math.abs(x);
}

/** The largest error of `compute` over golden cases [arguments …, result, error of the result], in ulp. */
function largestError(cases: readonly number[][], compute: (...args: number[]) => number): number {
  const errors = cases.map((numbers) => {
    const [result, error] = numbers.slice(-2);
    return Math.abs((compute(...numbers.slice(0, -2)) - result) / unitInTheLastPlace(result) - error);
  });
  return errors.reduce((worst, error) => (error > worst || Number.isNaN(error) ? error : worst), 0);
}

describe("error against mpmath, in units in the last place", () => {
  test.each([
    ["exp", expCases, exp, 0.51],
    ["log", logCases, log, 0.9],
    ["sin", sinCases, sin, 0.8],
    ["cos", cosCases, cos, 0.8],
    ["pow", powCases, pow, 0.52],
  ] as const)("%s", (_, cases, compute: (...args: number[]) => number, bound) => {
    expect(cases.length).toBeGreaterThan(300);
    expect(largestError(cases, compute)).toBeLessThan(bound);
  });
});

describe("identities", () => {
  const generator = Xoshiro128.fromSeed(1, 0);
  const draws = Array.from({ length: 2000 }, () => 40 * generator.uniform() - 20);

  test("sin² + cos² = 1", () => {
    for (const x of draws) expect(sin(x) * sin(x) + cos(x) * cos(x)).toBeCloseTo(1, 14);
  });

  test("sin is odd, cos is even, bit for bit", () => {
    for (const x of draws) {
      expect(sin(-x)).toBe(-sin(x));
      expect(cos(-x)).toBe(cos(x));
    }
  });

  test("log undoes exp", () => {
    for (const x of draws) expect(Math.abs(log(exp(x)) - x)).toBeLessThan(1e-14);
  });

  test("pow with a small whole exponent of a whole number is exact", () => {
    for (let base = 2; base <= 30; base++) {
      for (let exponent = 1, product = base; product < 2 ** 53; exponent++, product *= base) {
        expect(pow(base, exponent)).toBe(product);
        expect(pow(-base, exponent)).toBe(exponent % 2 ? -product : product);
      }
    }
  });

  test("exp does not fall where its pieces meet", () => {
    for (let n = -2000; n < 2000; n++) {
      const x = ((n + 0.5) * Math.LN2) / 128;
      const gap = Math.abs(x) * 1e-15;
      expect(exp(x + gap)).toBeGreaterThanOrEqual(exp(x - gap));
    }
  });
});

describe("special cases", () => {
  test("exp", () => {
    expect([0, -0, Infinity, -Infinity, NaN, 709.79, -745.14].map(exp)).toEqual([
      1,
      1,
      Infinity,
      0,
      NaN,
      Infinity,
      0,
    ]);
    expect(exp(-745.13)).toBe(5e-324);
    expect(exp(709.78)).toBeLessThan(Infinity);
    expect(exp(-740) / 4.2e-322).toBeCloseTo(1, 1);
  });

  test("log", () => {
    expect([0, -0, 1, Infinity, -1, -Infinity, NaN].map(log)).toEqual([
      -Infinity,
      -Infinity,
      0,
      Infinity,
      NaN,
      NaN,
      NaN,
    ]);
    expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 12);
  });

  test("sin and cos", () => {
    expect([0, -0, Infinity, -Infinity, NaN, 5e-324].map(sin)).toEqual([0, -0, NaN, NaN, NaN, 5e-324]);
    expect([0, -0, Infinity, -Infinity, NaN, 5e-324].map(cos)).toEqual([1, 1, NaN, NaN, NaN, 1]);
  });

  test("pow agrees with the operator wherever no rounding is involved", () => {
    const values = [0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, Infinity, -Infinity, NaN, 1e300, 2 ** 53];
    for (const base of values) {
      for (const exponent of values) {
        const expected = base ** exponent;
        if (Number.isFinite(expected) && expected !== 0 && Math.abs(expected) !== 1) {
          expect(pow(base, exponent) / expected).toBeCloseTo(1, 12);
        } else {
          expect([base, exponent, pow(base, exponent)]).toEqual([base, exponent, expected]);
        }
      }
    }
  });
});

/** FNV-1a over the bytes of doubles, least significant first. */
function checksum(values: Float64Array): number {
  const view = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (const value of values) {
    view.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ view.getUint8(i), 0x01000193);
  }
  return hash >>> 0;
}

/** `compute` over 100 000 seeded arguments in [low, high). */
function results(low: number, high: number, compute: (x: number) => number): Float64Array {
  const generator = Xoshiro128.fromSeed(2024, 0);
  return new Float64Array(100_000).map(() => compute(low + (high - low) * generator.uniform()));
}

describe("bits of 100 000 results, the same in every engine", () => {
  test.each([
    ["exp", 3151636749, () => results(-50, 0, exp)],
    ["exp, whole range", 2857875072, () => results(-746, 710, exp)],
    ["log", 3305341594, () => results(0, 10, log)],
    ["sin", 2361765063, () => results(-1e6, 1e6, sin)],
    ["cos", 2716967241, () => results(-1e6, 1e6, cos)],
    ["sin of huge angles", 126935786, () => results(-1e15, 1e15, sin)],
    ["pow", 3307036092, () => results(-20, 20, (x) => pow(1.7, x))],
  ] as const)("%s", (_, expected, compute) => {
    expect(checksum(compute())).toBe(expected);
  });
});
