import type { PolicyMoment } from "@drumlin/run";
import { GaussianPolicy } from "drumlin";
import { describe, expect, it } from "vitest";
import { Lifetimes } from "./lifetimes.ts";

/** A moment at which these hills live, with these weights. */
function momentOf(step: number, weights: Record<number, readonly [number, number]>): PolicyMoment {
  const hills = Object.entries(weights).map(([id, pair]) => ({
    id: Number(id),
    mean: [0],
    precision: [1],
    weights: [...pair],
  }));
  const policy = GaussianPolicy.fromJSON({
    format: "drumlin-policy",
    version: 1,
    observationSize: 1,
    actionCount: 2,
    center: [0],
    scale: [1],
    rewardScale: 1,
    hills,
  });
  return { step, frame: policy.frame(), visited: new Float32Array(0) };
}

const history = [
  momentOf(100, { 0: [1, 0], 1: [0, 4], 2: [2, 2], 3: [0, 2] }),
  momentOf(200, { 0: [8, 0], 2: [0, 2], 3: [0, 4] }),
  momentOf(300, { 0: [5, 0], 3: [0, 10] }),
];

describe("lives of hills", () => {
  it("end at the first moment that lacks them", () => {
    const lifetimes = new Lifetimes();
    lifetimes.readUpTo(history);
    expect(lifetimes.deaths).toEqual([
      { step: 200, ids: [1] },
      { step: 300, ids: [2] },
    ]);
    expect(lifetimes.inOrder("id").map(({ endedAt }) => endedAt)).toEqual([null, 1, 2, null]);
    expect(lifetimes.bornCount - lifetimes.deadCount).toBe(lifetimes.moments.at(-1)!.liveCount);
  });

  it("are as strong as their weights differ, the strongest of each moment 1, and vote for the greater", () => {
    const lifetimes = new Lifetimes();
    lifetimes.readUpTo(history);
    const [first, second] = lifetimes.moments;
    expect(Array.from(first!.strengths)).toEqual([0.25, 1, 0, 0.5]);
    expect(Array.from(second!.strengths)).toEqual([1, Number.NaN, 0.25, 0.5]);
    expect([0, 1, 3].map((id) => first!.actions[id])).toEqual([0, 1, 1]);
  });

  it("are the same whether the history is read at once or as it grows", () => {
    const [whole, growing] = [new Lifetimes(), new Lifetimes()];
    whole.readUpTo(history);
    for (let length = 0; length <= history.length; length++) growing.readUpTo(history.slice(0, length));
    expect(growing).toEqual(whole);
    expect(growing.inOrder("strength")).toEqual(whole.inOrder("strength"));
  });

  it("stand by number, or the living by strength before the dead, the long-lived first", () => {
    const lifetimes = new Lifetimes();
    lifetimes.readUpTo(history);
    expect(lifetimes.inOrder("id").map(({ id }) => id)).toEqual([0, 1, 2, 3]);
    expect(lifetimes.inOrder("strength").map(({ id }) => id)).toEqual([3, 0, 2, 1]);
  });

  it("may all be over", () => {
    const lifetimes = new Lifetimes();
    lifetimes.readUpTo([...history, momentOf(400, {})]);
    expect(lifetimes.moments.at(-1)!.liveCount).toBe(0);
    expect(lifetimes.deaths.at(-1)).toEqual({ step: 400, ids: [0, 3] });
  });
});
