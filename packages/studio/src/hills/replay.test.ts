import { describe, expect, it } from "vitest";
import { gatherMarks, momentIndex, nearestMoment, replayIndex, replaySpeeds } from "./replay.ts";

describe("a replay", () => {
  it("shows every moment of a long history for as long as any other, at any speed", () => {
    for (const speed of replaySpeeds) {
      const milliseconds = new Array<number>(240).fill(0);
      for (let at = 0; at < 12_000; at++) {
        const index = replayIndex(0, 240, at / 1000, speed);
        if (index !== null) milliseconds[index]!++;
      }
      for (const shown of milliseconds) expect(Math.abs(shown - 50 / speed)).toBeLessThanOrEqual(1);
    }
  });

  it("is over after twelve seconds at normal speed, after three at four times that, and sooner for a short history", () => {
    expect(replayIndex(0, 200, 11.9, 1)).toBe(198);
    expect(replayIndex(0, 200, 12.01, 1)).toBeNull();
    expect(replayIndex(0, 200, 3.01, 4)).toBeNull();
    expect(replayIndex(0, 4, 0.9, 1)).toBe(3);
    expect(replayIndex(0, 4, 1, 1)).toBeNull();
  });

  it("begins at the moment that it was begun from", () => {
    expect(replayIndex(150, 200, 0, 2)).toBe(150);
  });
});

describe("the moment of a step", () => {
  const steps = [100, 200, 400];

  it("is the last at or before it, and the first before all", () => {
    expect([0, 100, 199, 200, 399, 400, 9000].map((step) => momentIndex(steps, step))).toEqual([
      0, 0, 0, 1, 1, 2, 2,
    ]);
    expect(momentIndex([], 3)).toBe(-1);
  });

  it("that is nearest is at most half a gap away", () => {
    expect([0, 149, 150, 151, 299, 301, 9000].map((step) => nearestMoment(steps, step))).toEqual([
      0, 0, 0, 1, 1, 2, 2,
    ]);
    expect(nearestMoment([], 3)).toBe(-1);
  });
});

describe("gathered marks", () => {
  it("stand at least the gap apart, and lose nothing", () => {
    let state = 7;
    const next = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    for (let trial = 0; trial < 200; trial++) {
      const marks = Array.from({ length: 1 + Math.floor(40 * next()) }, () => ({
        at: 300 * next(),
        count: 1 + Math.floor(9 * next()),
      })).sort((a, b) => a.at - b.at);
      const groups = gatherMarks(marks, 20);
      const total = (of: typeof marks) => of.reduce((sum, { count }) => sum + count, 0);
      const weight = (of: typeof marks) => of.reduce((sum, { at, count }) => sum + at * count, 0);
      expect(total(groups)).toBe(total(marks));
      expect(weight(groups)).toBeCloseTo(weight(marks), 6);
      for (let i = 1; i < groups.length; i++)
        expect(groups[i]!.at - groups[i - 1]!.at).toBeGreaterThanOrEqual(20);
    }
  });

  it("that are far apart stay as they are", () => {
    const marks = [
      { at: 0, count: 2 },
      { at: 50, count: 1 },
    ];
    expect(gatherMarks(marks, 50)).toEqual(marks);
  });
});
