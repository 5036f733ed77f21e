import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../../random/xoshiro128.ts";
import { ReplayBuffer } from "../replay-buffer.ts";
import type { Sampler } from "./sampler.ts";

/** A buffer of one-number entries with a sampler that was told of each. */
export function filled(create: (capacity: number) => Sampler, capacity: number, count: number) {
  const buffer = new ReplayBuffer(capacity, 1, 1);
  const sampler = create(capacity);
  for (let i = 0; i < count; i++) {
    buffer.append(Float64Array.of(i), 0, 0, 0, Float64Array.of(0), Uint8Array.of(1), 1);
    sampler.appended(i % capacity);
  }
  return { buffer, sampler };
}

/** How often each row comes in `minibatches` of `size`; `from` leaves out the first places of each. */
export function frequencies(
  { buffer, sampler }: ReturnType<typeof filled>,
  random: Xoshiro128,
  minibatches: number,
  size: number,
  from = 0,
): Float64Array {
  const counts = new Float64Array(buffer.capacity);
  const rows = new Int32Array(size);
  const importance = new Float64Array(size);
  for (let n = 0; n < minibatches; n++) {
    sampler.sample(rows, importance, buffer, random);
    for (const row of rows.subarray(from)) counts[row]++;
  }
  return counts;
}

/** Pearson's X² of counts against probabilities: of mean n − 1 and standard deviation √(2(n − 1)) when they agree. */
export function chiSquare(counts: Float64Array, probabilities: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return probabilities.reduce((sum, p, row) => sum + (counts[row] - total * p) ** 2 / (total * p), 0);
}

/** What every sampler promises. */
export function describeSampler(
  create: (capacity: number) => Sampler,
  promises: { newestFirst?: boolean; uniformFrom?: number },
): void {
  const fills = [
    [1, 1],
    [5, 1],
    [5, 3],
    [8, 8],
    [7, 20],
    [16, 11],
  ] as const;

  it.each(fills)("chooses only rows in use: capacity %i, %i appended", (capacity, count) => {
    const set = filled(create, capacity, count);
    const random = Xoshiro128.fromSeed(capacity, count);
    const counts = frequencies(set, random, 300, 8);
    const held = Math.min(capacity, count);
    expect(counts.slice(held).every((frequency) => frequency === 0)).toBe(true);
    expect(counts.slice(0, held).every((frequency) => frequency > 0)).toBe(true);
  });

  it("gives importances in (0, 1], the greatest of them 1", () => {
    const { buffer, sampler } = filled(create, 8, 12);
    const random = Xoshiro128.fromSeed(0, 15);
    const rows = new Int32Array(6);
    const importance = new Float64Array(6);
    for (let n = 0; n < 50; n++) {
      sampler.sample(rows, importance, buffer, random);
      sampler.learned(
        rows,
        importance.map(() => 3 * random.normal()),
      );
      expect(Math.max(...importance)).toBe(1);
      expect(Math.min(...importance)).toBeGreaterThan(0);
    }
  });

  it("goes on from its state to the bit", () => {
    const { buffer, sampler } = filled(create, 8, 12);
    const random = Xoshiro128.fromSeed(1, 15);
    const rows = new Int32Array(6);
    const importance = new Float64Array(6);
    const errors = () => Float64Array.from({ length: 6 }, () => random.normal());
    for (let n = 0; n < 10; n++) {
      sampler.sample(rows, importance, buffer, random);
      sampler.learned(rows, errors());
    }
    const twin = create(8);
    const saved = sampler.state();
    for (const [name, array] of Object.entries(twin.state())) array.set(saved[name]);
    for (let n = 0; n < 20; n++) {
      const twinRandom = new Xoshiro128(random.state);
      const twinRows = new Int32Array(6);
      const twinImportance = new Float64Array(6);
      twin.sample(twinRows, twinImportance, buffer, twinRandom);
      sampler.sample(rows, importance, buffer, random);
      expect([...twinRows]).toEqual([...rows]);
      expect([...twinImportance]).toEqual([...importance]);
      const learned = errors();
      sampler.learned(rows, learned);
      twin.learned(rows, learned);
      sampler.appended(n % 8);
      twin.appended(n % 8);
    }
  });

  if (promises.newestFirst) {
    it.each(fills)("puts the newest entry first: capacity %i, %i appended", (capacity, count) => {
      const { buffer, sampler } = filled(create, capacity, count);
      const random = Xoshiro128.fromSeed(2, 15);
      const rows = new Int32Array(3);
      for (let n = 0; n < 10; n++) {
        sampler.sample(rows, new Float64Array(3), buffer, random);
        expect(buffer.observations[rows[0]]).toBe(count - 1);
      }
    });
  }

  const { uniformFrom } = promises;
  if (uniformFrom !== undefined) {
    describe(`from place ${uniformFrom} on`, () => {
      it.each([2, 7, 16])("chooses each of %i rows equally often (chi-square)", (length) => {
        const set = filled(create, 16, length === 16 ? 40 : length);
        const counts = frequencies(set, Xoshiro128.fromSeed(length, 15), 2000, 9, uniformFrom);
        const statistic = chiSquare(counts, new Array(length).fill(1 / length));
        expect(statistic).toBeLessThan(length - 1 + 4 * Math.sqrt(2 * (length - 1)));
      });
    });
  }
}
