import { describe, expect, it } from "vitest";
import { CheckpointPace } from "./checkpoint-pace.ts";

/** Trains `steps` steps of so many milliseconds; a checkpoint takes `cost`. Gives the steps that were written. */
function written(
  every: number,
  steps: number,
  stepTime: number,
  cost: number,
): { at: number[]; share: number } {
  const pace = new CheckpointPace(every, 0, 0);
  const at: number[] = [];
  let now = 0;
  for (let step = 1; step <= steps; step++) {
    now += stepTime;
    if (!pace.due(step, now)) continue;
    pace.written(step, now, now + cost);
    at.push(step);
    now += cost;
  }
  return { at, share: pace.total / now };
}

describe("a checkpoint is due", () => {
  it("every so many steps while that is cheap", () => {
    expect(written(1000, 5000, 1, 5).at).toEqual([1000, 2000, 3000, 4000, 5000]);
  });

  it("after ten seconds however slow the steps", () => {
    expect(written(1000, 25, 1000, 5).at).toEqual([10, 20]);
  });

  it("never so often that writing takes more than a fiftieth of the time", () => {
    const { at, share } = written(10, 100_000, 0.05, 3);
    expect(at.length).toBeGreaterThan(30);
    expect(share).toBeLessThanOrEqual(0.02);
  });

  it("after half a minute however slow the writing, as a sign of life", () => {
    expect(written(1000, 100_000, 1, 10_000).at.slice(0, 3)).toEqual([1000, 31_000, 61_000]);
  });
});
