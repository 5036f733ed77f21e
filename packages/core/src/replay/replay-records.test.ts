import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { ReplayBuffer } from "./replay-buffer.ts";
import { readRecords, recordLength, writeRecords } from "./replay-records.ts";

const [SIZE, ACTIONS] = [3, 2];

function appendRandom(buffer: ReplayBuffer, random: Xoshiro128, count: number): void {
  for (let i = 0; i < count; i++) {
    const numbers = () =>
      Float64Array.from({ length: SIZE }, () => random.normal() * 10 ** random.integer(9));
    const mask = Uint8Array.of(1, random.integer(2));
    buffer.append(numbers(), 0, random.integer(ACTIONS), random.normal(), numbers(), mask, random.uniform());
  }
}

function contentsOf({ length, appendedCount, ...columns }: ReplayBuffer) {
  return { appendedCount, columns };
}

describe("replay records", () => {
  it("refill a buffer as it was, number for number and row for row, for every fill of the ring", () => {
    for (const count of [0, 1, 6, 7, 8, 20]) {
      const buffer = new ReplayBuffer(7, SIZE, ACTIONS);
      appendRandom(buffer, Xoshiro128.fromSeed(count, 13), count);
      const bytes = writeRecords(buffer, 0);
      expect(bytes.length).toBe(Math.min(count, 7) * recordLength(SIZE, ACTIONS));
      const twin = new ReplayBuffer(7, SIZE, ACTIONS);
      readRecords(twin, [bytes], count);
      expect(contentsOf(twin)).toEqual(contentsOf(buffer));
      expect(twin.newestRow).toBe(buffer.newestRow);
    }
  });

  it("in chunks, each since the one before, make up the whole, however many went over the capacity", () => {
    const random = Xoshiro128.fromSeed(1, 13);
    for (let trial = 0; trial < 30; trial++) {
      const buffer = new ReplayBuffer(7, SIZE, ACTIONS);
      const chunks: Uint8Array[] = [];
      for (let since = 0, n = random.integer(6); n >= 0; n--) {
        appendRandom(buffer, random, random.integer(10));
        chunks.push(writeRecords(buffer, since));
        since = buffer.appendedCount;
      }
      const twin = new ReplayBuffer(7, SIZE, ACTIONS);
      readRecords(twin, chunks, buffer.appendedCount);
      expect(contentsOf(twin)).toEqual(contentsOf(buffer));
    }
  });

  it("may begin at any byte of a longer array", () => {
    const buffer = new ReplayBuffer(7, SIZE, ACTIONS);
    appendRandom(buffer, Xoshiro128.fromSeed(2, 13), 5);
    const bytes = writeRecords(buffer, 0);
    const longer = new Uint8Array(bytes.length + 9);
    longer.set(bytes, 3);
    const twin = new ReplayBuffer(7, SIZE, ACTIONS);
    readRecords(twin, [longer.subarray(3, 3 + bytes.length)], 5);
    expect(contentsOf(twin)).toEqual(contentsOf(buffer));
  });

  it("that are too few, or not whole, are refused with both numbers", () => {
    const buffer = new ReplayBuffer(7, SIZE, ACTIONS);
    appendRandom(buffer, Xoshiro128.fromSeed(3, 13), 5);
    const bytes = writeRecords(buffer, 0);
    const length = recordLength(SIZE, ACTIONS);
    const refill = (chunks: Uint8Array[], count: number) => () =>
      readRecords(new ReplayBuffer(7, SIZE, ACTIONS), chunks, count);
    expect(refill([bytes.subarray(length)], 5)).toThrow(/hold 4 transitions; 5 are needed/);
    expect(refill([], 1)).toThrow(RangeError);
    expect(refill([bytes], 6)).toThrow(/5 transitions; 6/);
    expect(refill([bytes.subarray(1)], 5)).toThrow(/records are torn/);
    // Whole in sum, but torn between two chunks.
    expect(refill([bytes.subarray(0, 10), bytes.subarray(10)], 5)).toThrow(/records are torn/);
    expect(refill([bytes], 5)).not.toThrow();
  });
});
