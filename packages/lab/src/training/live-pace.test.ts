import { expect, it } from "vitest";
import { LivePace } from "./live-pace.ts";

/** Trains steps of half a millisecond; the live state of a step takes `cost`. Gives the instants of writing. */
function written(steps: number, cost: (write: number) => number): { at: number[]; share: number } {
  const pace = new LivePace();
  const at: number[] = [];
  let now = 0;
  for (let step = 1; step <= steps; step++) {
    now += 0.5;
    if (!pace.due(now)) continue;
    at.push(now);
    const end = now + cost(at.length);
    pace.written(now, end);
    now = end;
  }
  return { at, share: pace.total / now };
}

it("the first live state is due at once", () => {
  expect(written(10, () => 1).at).toEqual([0.5]);
});

it("live states are no closer than fifty milliseconds, however cheap", () => {
  const { at } = written(10_000, () => 0.01);
  expect(at.length).toBeGreaterThan(95);
  for (const [n, instant] of at.slice(1).entries()) expect(instant - at[n]!).toBeGreaterThanOrEqual(50);
});

it("live states take no more than 0.7 % of the time, however dear", () => {
  for (const cost of [0.2, 0.6, 3, 20]) expect(written(100_000, () => cost).share).toBeLessThanOrEqual(0.007);
});

it("one that a busy machine held up does not delay the next", () => {
  const { at } = written(10_000, (write) => (write === 5 ? 100 : 0.2));
  expect(at[5]! - (at[4]! + 100)).toBeLessThanOrEqual(50.5);
});
