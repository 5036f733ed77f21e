import { describe, expect, it } from "vitest";
import { CommonValue } from "./common-value.ts";

const [MEAN, DEVIATION, ALPHA] = [-3, 2, 0.9];

function after(steps: number, end?: { at: number; terminated?: boolean; truncated?: boolean }): CommonValue {
  const common = new CommonValue(ALPHA);
  for (let step = 1; step <= steps; step++) {
    const ends = step === end?.at;
    common.observe(ends && end.terminated === true, ends && end.truncated === true);
  }
  return common;
}

describe("CommonValue", () => {
  it("is below the value of going on as usual where nothing ends, by deviations of the reward", () => {
    const common = after(1000);
    common.renew(MEAN, DEVIATION);
    expect(common.value).toBeCloseTo(MEAN / (1 - ALPHA) - 10 * DEVIATION, 10);
  });

  it("is the value of the plausible reward nearest to 0 where episodes are cut off, but have not ended by themselves", () => {
    const episodes = after(1000, { at: 100, truncated: true });
    for (const [mean, expected] of [
      [MEAN, 0],
      [-100, -96],
      [100, 96],
      [1, 0],
    ]) {
      episodes.renew(mean, DEVIATION);
      expect(episodes.value).toBeCloseTo(expected / (1 - ALPHA), 10);
      expect(episodes.reward).toBeCloseTo(expected, 10);
    }
  });

  it("takes a stretch of many horizons for one that nothing ends, wherever it is cut off", () => {
    const cutOff = after(1000, { at: 900, truncated: true });
    cutOff.renew(MEAN, DEVIATION);
    expect(cutOff.value).toBeLessThan(MEAN / (1 - ALPHA));
  });

  it("stays as it was once an episode has ended by itself: 0, if that is how the task began", () => {
    const ended = after(50, { at: 20, terminated: true });
    ended.renew(MEAN, DEVIATION);
    expect(ended.value).toBe(0);
    const late = after(10);
    late.renew(MEAN, DEVIATION);
    const before = late.value;
    late.observe(true, false);
    late.renew(-7, 1);
    expect(late.value).toBe(before);
  });

  it("is 0 while rewards do not vary, and without discounting", () => {
    const constant = after(1000);
    constant.renew(-1, 0);
    expect(constant.value).toBe(0);
    const undiscounted = new CommonValue(1);
    undiscounted.renew(MEAN, DEVIATION);
    expect(undiscounted.value).toBe(0);
  });

  it("moves with a constant added to all rewards as their value does, where nothing ends by itself", () => {
    for (const offset of [-1000, 100]) {
      for (const end of [undefined, { at: 30, truncated: true }]) {
        const [plain, shifted] = [after(1000, end), after(1000, end)];
        plain.renew(-100, DEVIATION);
        shifted.renew(-100 + offset, DEVIATION);
        const moved = (shifted.value - plain.value) * (1 - ALPHA);
        // Between rewards of either sign the plausible one nearest to 0 changes its side.
        expect(Math.abs(moved - offset)).toBeLessThanOrEqual(end && offset > 0 ? 4 * DEVIATION + 100 : 1e-9);
      }
    }
  });
});
