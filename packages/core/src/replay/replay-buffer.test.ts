import { describe, expect, it } from "vitest";
import { ReplayBuffer } from "./replay-buffer.ts";

/** Entry number i, recognisable in every column. */
function appendNumbered(buffer: ReplayBuffer, i: number): void {
  const observation = Float64Array.of(-1, i, i + 0.25);
  const next = Float64Array.of(i + 0.5, i + 0.75);
  buffer.append(observation, 1, i % 3, 0.5 - i, next, Uint8Array.of(1, i % 2, 0), i / 100);
}

describe("ReplayBuffer", () => {
  it("holds the newest `capacity` entries, number i in row i mod capacity", () => {
    for (const count of [0, 1, 4, 5, 6, 13]) {
      const buffer = new ReplayBuffer(5, 2, 3);
      for (let i = 0; i < count; i++) appendNumbered(buffer, i);
      expect(buffer.appendedCount).toBe(count);
      expect(buffer.length).toBe(Math.min(count, 5));
      for (let i = Math.max(0, count - 5); i < count; i++) {
        const row = i % 5;
        expect([...buffer.observations.subarray(2 * row, 2 * row + 2)]).toEqual([i, i + 0.25]);
        expect([...buffer.nextObservations.subarray(2 * row, 2 * row + 2)]).toEqual([i + 0.5, i + 0.75]);
        expect(buffer.actions[row]).toBe(i % 3);
        expect(buffer.rewards[row]).toBe(0.5 - i);
        expect(buffer.discounts[row]).toBe(i / 100);
        expect([...buffer.nextMasks.subarray(3 * row, 3 * row + 3)]).toEqual([1, i % 2, 0]);
      }
      if (count > 0) expect(buffer.rewards[buffer.newestRow]).toBe(1.5 - count);
    }
  });

  it("spreads what it answers evenly from the oldest entry on, however full the ring", () => {
    for (const count of [0, 3, 5, 7, 13]) {
      const buffer = new ReplayBuffer(5, 2, 3);
      for (let i = 0; i < count; i++) appendNumbered(buffer, i);
      const held = Array.from({ length: buffer.length }, (_, i) => count - buffer.length + i);
      const numbers = (asked: number) => buffer.spread(asked).map(([number]) => number);
      expect(numbers(9)).toEqual(held);
      expect(numbers(2)).toEqual([0, Math.floor(held.length / 2)].slice(0, held.length).map((i) => held[i]));
    }
  });

  it("copies what it is given", () => {
    const buffer = new ReplayBuffer(2, 1, 1);
    const observation = Float64Array.of(1);
    const mask = Uint8Array.of(1);
    buffer.append(observation, 0, 0, 0, observation, mask, 1);
    observation[0] = 9;
    mask[0] = 0;
    expect([buffer.observations[0], buffer.nextObservations[0], buffer.nextMasks[0]]).toEqual([1, 1, 1]);
  });
});
