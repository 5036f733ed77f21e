import { describe, expect, it } from "vitest";
import { mostStepsAtOnce, PacingClock } from "./pacing-clock.ts";

describe("PacingClock", () => {
  it("makes as many steps as time allows, whatever the frames", () => {
    for (const frame of [1, 7, 16.7, 33, 40]) {
      const clock = new PacingClock();
      let steps = 0;
      let time = 0;
      for (; time < 10_000; time += frame) steps += clock.advance(frame, 50);
      expect(Math.abs(steps + clock.fraction - (time * 50) / 1000)).toBeLessThan(1e-6);
    }
  });

  it("never makes more than a few steps to catch up, and none of the missed ones later", () => {
    const clock = new PacingClock();
    expect(clock.advance(60_000, 50)).toBe(mostStepsAtOnce);
    expect(clock.advance(1, 50)).toBe(0);
  });

  it("tells the fraction of the step that has begun", () => {
    const clock = new PacingClock();
    expect(clock.advance(30, 50)).toBe(1);
    expect(clock.fraction).toBeCloseTo(0.5, 12);
  });

  it("makes no step while it rests, and goes on at the same pace", () => {
    const clock = new PacingClock();
    clock.advance(30, 50);
    clock.rest(100);
    expect(clock.fraction).toBe(1);
    expect(clock.advance(60, 50)).toBe(0);
    expect(clock.advance(60, 50)).toBe(1);
    expect(clock.fraction).toBeCloseTo(0, 12);
  });
});
