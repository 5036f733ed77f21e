import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../../random/xoshiro128.ts";
import { PrioritizedSampler } from "./prioritized-sampler.ts";
import { chiSquare, describeSampler, filled, frequencies } from "./sampler.case.ts";

/** A sampler of rows 0 … n − 1 whose TD errors are known. */
function withErrors(errors: readonly number[], priorityExponent: number, importanceExponent: number) {
  const count = errors.length;
  const create = (capacity: number) => new PrioritizedSampler(capacity, priorityExponent, importanceExponent);
  const set = filled(create, count, count);
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  set.sampler.learned(rows, Float64Array.from(errors));
  return set;
}

describe("PrioritizedSampler", () => {
  describeSampler((capacity) => new PrioritizedSampler(capacity, 0.6, 0.4), { uniformFrom: 0 });

  it.each([0, 0.6, 1])("chooses a row in proportion to |TD error|^%f", (exponent) => {
    const errors = [1, -2, 4, 0.5, -8, 3, 1];
    const masses = errors.map((error) => Math.abs(error) ** exponent);
    const total = masses.reduce((sum, mass) => sum + mass, 0);
    // One row a minibatch: strata within a minibatch would make the counts more even than independent ones.
    const counts = frequencies(withErrors(errors, exponent, 0.4), Xoshiro128.fromSeed(0, 16), 20_000, 1);
    const statistic = chiSquare(
      counts,
      masses.map((mass) => mass / total),
    );
    expect(statistic).toBeLessThan(6 + 4 * Math.sqrt(12));
  });

  it("spreads a minibatch over strata of equal mass: no row comes oftener than its share, rounded, plus one", () => {
    const errors = [1, 1, 1, 1, 4];
    const { buffer, sampler } = withErrors(errors, 1, 0.4);
    const random = Xoshiro128.fromSeed(1, 16);
    const rows = new Int32Array(16);
    for (let n = 0; n < 50; n++) {
      sampler.sample(rows, new Float64Array(16), buffer, random);
      const often = rows.filter((row) => row === 4).length;
      expect(Math.abs(often - 8)).toBeLessThanOrEqual(1);
    }
  });

  it("corrects by (N·P)^−b, relative to the greatest in the minibatch", () => {
    const errors = [1, -2, 4, 0.5, 8];
    for (const b of [0, 0.4, 1]) {
      const { buffer, sampler } = withErrors(errors, 1, b);
      const random = Xoshiro128.fromSeed(2, 16);
      const rows = new Int32Array(32);
      const importance = new Float64Array(32);
      sampler.sample(rows, importance, buffer, random);
      const raw = [...rows].map((row) => ((5 * Math.abs(errors[row])) / 15.5) ** -b);
      const greatest = Math.max(...raw);
      raw.forEach((value, t) => {
        expect(importance[t]).toBeCloseTo(value / greatest, 5);
      });
    }
  });

  it("with both exponents 1, estimates the plain mean without bias up to one factor", () => {
    const errors = [1, 2, 3, 4, 10];
    const { buffer, sampler } = withErrors(errors, 1, 1);
    const random = Xoshiro128.fromSeed(3, 16);
    const sums = new Float64Array(5);
    const rows = new Int32Array(64);
    const importance = new Float64Array(64);
    for (let n = 0; n < 300; n++) {
      sampler.sample(rows, importance, buffer, random);
      for (let t = 0; t < 64; t++) sums[rows[t]] += importance[t];
    }
    const mean = sums.reduce((sum, value) => sum + value, 0) / 5;
    for (const sum of sums) expect(Math.abs(sum / mean - 1)).toBeLessThan(0.05);
  });

  it("gives a new entry the greatest priority seen, and an overwritten row the new entry's", () => {
    const { buffer, sampler } = withErrors([1, 1, 1, 6], 1, 0);
    buffer.append(Float64Array.of(0), 0, 0, 0, Float64Array.of(0), Uint8Array.of(1), 1);
    sampler.appended(0);
    const counts = frequencies({ buffer, sampler }, Xoshiro128.fromSeed(4, 16), 14_000, 1);
    expect(chiSquare(counts, [6 / 14, 1 / 14, 1 / 14, 6 / 14])).toBeLessThan(3 + 4 * Math.sqrt(6));
  });

  it("still finds rows whose error is 0, and only rows in use, when errors span thirty orders of magnitude", () => {
    const errors = [0, 1e15, 1e-15, 0, 1e3];
    const set = filled((capacity) => new PrioritizedSampler(capacity, 1, 0.5), 9, 5);
    set.sampler.learned(Int32Array.of(0, 1, 2, 3, 4), Float64Array.from(errors));
    const counts = frequencies(set, Xoshiro128.fromSeed(5, 16), 1000, 8);
    expect(counts[1]).toBeGreaterThan(7990);
    expect(counts.slice(5).every((count) => count === 0)).toBe(true);
    set.sampler.learned(Int32Array.of(1, 2, 4), new Float64Array(3));
    const afterwards = frequencies(set, Xoshiro128.fromSeed(6, 16), 1000, 8);
    for (const count of afterwards.subarray(0, 5)) expect(count).toBeGreaterThan(0);
  });
});
