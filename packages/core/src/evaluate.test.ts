import { describe, expect, it } from "vitest";
import { ActionForObservation } from "./environments/probes/action-for-observation.ts";
import { TruncationValue } from "./environments/probes/truncation-value.ts";
import { make } from "./environments/registry.ts";
import { evaluate } from "./evaluate.ts";

/** A probe that keeps a list of the seeds it was reset with. */
class SeedKeeper extends ActionForObservation {
  readonly seeds: (number | undefined)[] = [];

  override reset(options: { seed?: number | undefined } = {}) {
    this.seeds.push(options.seed);
    return super.reset(options);
  }
}

const bySign = { act: (observation: ArrayLike<number>) => (observation[0] > 0 ? 1 : 0) };

describe("evaluate", () => {
  it("starts episode i from seed + i, and from nothing else", () => {
    const environment = new SeedKeeper();
    evaluate(bySign, environment, { episodes: 4, seed: 1000 });
    expect(environment.seeds).toEqual([1000, 1001, 1002, 1003]);
  });

  it("gives the same returns whatever was played before", () => {
    const environment = new ActionForObservation();
    const policy = { act: () => 1 };
    const first = evaluate(policy, environment, { episodes: 30, seed: 5 });
    environment.reset({ seed: 99 });
    environment.step(0);
    expect(evaluate(policy, environment, { episodes: 30, seed: 5 })).toEqual(first);
    expect(evaluate(policy, environment, { episodes: 30, seed: 6 }).returns.slice(0, 29)).toEqual(
      first.returns.slice(1),
    );
  });

  it("has the mean, deviation and extremes of the returns, n in the denominator", () => {
    const result = evaluate({ act: () => 1 }, new ActionForObservation(), { episodes: 50, seed: 0 });
    const wins = result.returns.filter((each) => each === 1).length;
    const mean = (2 * wins - 50) / 50;
    expect(result).toMatchObject({ episodes: 50, minimumReturn: -1, maximumReturn: 1 });
    expect(result.meanReturn).toBeCloseTo(mean, 14);
    expect(result.standardDeviation).toBeCloseTo(Math.sqrt(1 - mean ** 2), 14);
    expect(evaluate(bySign, new ActionForObservation(), { episodes: 50, seed: 0 })).toMatchObject({
      meanReturn: 1,
      standardDeviation: 0,
      minimumReturn: 1,
    });
  });

  it("ends an episode at truncation as at termination", () => {
    const { returns } = evaluate(bySign, new TruncationValue(), { episodes: 20, seed: 0 });
    expect(returns).toEqual(new Array(20).fill(1));
  });

  it("cuts an endless episode, and no sooner than its environment's own limit", () => {
    const upwards = { act: () => 0 };
    const options = { episodes: 1, seed: 0 };
    const length = (maxEpisodeSteps: number | null) =>
      -evaluate(upwards, make("CliffWalking-v1", { maxEpisodeSteps }), options).meanReturn;
    expect(length(null)).toBe(1000);
    expect(length(300)).toBe(300);
    expect(length(3000)).toBe(3000);
  });

  it.each<[string, Partial<Record<string, unknown>>, typeof RangeError]>([
    ['reward is "1"', { reward: "1" }, RangeError],
    ["reward is NaN", { reward: Number.NaN }, RangeError],
    ["terminated is 1", { terminated: 1 }, RangeError],
    ["truncated is undefined", { truncated: undefined }, RangeError],
    ["observation has 2 numbers", { observation: [0, 1] }, RangeError],
    ["observation[0] is Infinity", { observation: Float64Array.of(Number.POSITIVE_INFINITY) }, RangeError],
    ["observation is undefined", { observation: undefined }, RangeError],
  ])(
    "refuses a step whose %s, even an episode's last, with environment, step and seed",
    (fault, wrong, error) => {
      class Wrong extends ActionForObservation {
        override step(action: number) {
          return { ...super.step(action), ...wrong };
        }
      }
      const play = () => evaluate(bySign, new Wrong(), { episodes: 3, seed: 4 });
      expect(play).toThrow(error);
      expect(play).toThrow(`probes/action-for-observation, step 1 of the episode of seed 4: ${fault}`);
    },
  );

  it("refuses a reset's observation that is not of the policy's size", () => {
    const policy = { observationSize: 3, act: () => 0 };
    const play = () => evaluate(policy, new ActionForObservation(), { episodes: 1, seed: 4 });
    expect(play).toThrow(/step 0 of the episode of seed 4: observation has 1 numbers; observationSize is 3$/);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %f episodes", (episodes) => {
    const play = () => evaluate(bySign, new ActionForObservation(), { episodes, seed: 0 });
    expect(play).toThrow(RangeError);
    expect(play).toThrow(/^episodes is /);
  });
});
