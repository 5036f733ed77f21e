import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { LearningWatch } from "./learning-watch.ts";

const [RANDOM_STEPS, SETTLED] = [2500, 10_000];

interface Step {
  reward: number;
  terminated?: boolean;
  truncated?: boolean;
}

/** What is said of a run whose steps are these, by the step at which it is said. */
function told(steps: number, stepAt: (step: number) => Step): Record<number, string> {
  const watch = new LearningWatch(RANDOM_STEPS, SETTLED);
  const details: Record<number, string> = {};
  for (let step = 1; step <= steps; step++) {
    const signs = watch.follow({ terminated: false, truncated: false, ...stepAt(step) });
    for (const { signature, detail } of signs ?? []) {
      expect(signature).toBe("not-learning");
      details[step] = detail;
    }
  }
  return details;
}

describe("LearningWatch", () => {
  const random = Xoshiro128.fromSeed(0, 90);

  it("is silent before the policy should have settled, whatever is earned", () => {
    expect(told(14_999, () => ({ reward: -1, truncated: false }))).toEqual({});
  });

  it("says so where rewards never differ and nothing ends, or are all 0", () => {
    expect(told(15_000, () => ({ reward: -1 }))[15_000]).toMatch(/every reward so far was -1/);
    const lost = told(15_000, (step) => ({ reward: 0, terminated: step % 9 === 0 }));
    expect(lost[15_000]).toMatch(/every reward so far was 0/);
  });

  it("is silent where every step earns the same and episodes grow longer before they end", () => {
    const pole = (step: number) => ({ reward: 1, terminated: step % (step < 5000 ? 20 : 400) === 0 });
    expect(told(30_000, pole)).toEqual({});
  });

  it("says so where episodes are as short as at random", () => {
    const details = told(15_000, (step) => ({ reward: 1, terminated: step % 20 === 0 }));
    expect(details[15_000]).toMatch(/earned 20\.0 an episode, no better than the 20\.0 of the first 2500/);
  });

  it("says so where no goal is reached any more: episodes cut off, and nearly every step the same cost", () => {
    const taxi = (step: number) => ({
      reward: random.uniform() < (step < 5000 ? 0.3 : 0.01) ? -10 : -1,
      truncated: step % 200 === 0,
    });
    expect(told(20_000, taxi)).toMatchObject({ 20000: expect.stringMatching(/none of the 25 episodes/) });
  });

  it("is silent where a stream's reward rises, or episodes reach their goal sooner, and says so where neither does", () => {
    const stream = (level: (step: number) => number) => (step: number) => ({
      reward: level(step) + random.normal(),
    });
    expect(
      told(
        30_000,
        stream((step) => (step < 4000 ? -3 : -1)),
      ),
    ).toEqual({});
    expect(
      told(
        15_000,
        stream(() => -3),
      )[15_000],
    ).toMatch(/a step, no better than the -3\.\d+ of the first 2500/);
    const goal = (length: (step: number) => number) => (step: number) => ({
      reward: -1,
      terminated: step % length(step) === 0,
    });
    expect(
      told(
        20_000,
        goal((step) => (step < 5000 ? 200 : 100)),
      ),
    ).toEqual({});
  });

  it("does not compare with a beginning that was not random", () => {
    const watch = new LearningWatch(0, SETTLED);
    for (let step = 1; step <= 20_000; step++) {
      const signs = watch.follow({ reward: random.normal(), terminated: false, truncated: false });
      expect(signs ?? []).toEqual([]);
    }
  });
});
