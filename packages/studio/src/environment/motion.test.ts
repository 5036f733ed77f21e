import { describe, expect, it } from "vitest";
import { glide } from "./interpolation.ts";
import { Motion } from "./motion.ts";

const motion = () => new Motion([0], { actionCount: 2, trailSteps: 3, interpolate: glide });

describe("Motion", () => {
  it("goes from the last observation to the present one, and jumps where no step led", () => {
    const moved = motion();
    moved.stepTo([1], 0);
    moved.stepTo([3], 1);
    expect([0, 0.5, 1].map((fraction) => moved.at(fraction)[0])).toEqual([1, 2, 3]);
    moved.jumpTo([9]);
    expect([0, 0.5, 1].map((fraction) => moved.at(fraction)[0])).toEqual([9, 9, 9]);
    expect(moved.trail).toEqual([]);
    expect(moved.action).toBeNull();
  });

  it("keeps no more of its trail than it was told", () => {
    const moved = motion();
    for (let x = 1; x <= 10; x++) moved.stepTo([x], 0);
    expect(moved.trail).toEqual([[7], [8], [9]]);
  });

  it("comes to rest at the action that is held, and at the middle of two that alternate", () => {
    const held = motion();
    held.stepTo([1], 1);
    while (held.settleActions(16));
    expect(held.actionShares[0]).toBeCloseTo(0, 1);
    expect(held.actionShares[1]).toBeCloseTo(1, 1);

    const alternating = motion();
    for (let frame = 0; frame < 200; frame++) {
      alternating.stepTo([frame], frame % 2);
      alternating.settleActions(16);
    }
    expect(alternating.actionShares[0]).toBeGreaterThan(0.4);
    expect(alternating.actionShares[1]).toBeGreaterThan(0.4);
    expect(alternating.actionShares[0]! + alternating.actionShares[1]!).toBeLessThanOrEqual(1 + 1e-9);
  });
});
