import { describe, expect, test } from "vitest";
import acrobot from "../../golden/gymnasium/Acrobot-v1.json" with { type: "json" };
import cartPole from "../../golden/gymnasium/CartPole-v1.json" with { type: "json" };
import classicControl from "../../golden/gymnasium/classic-control.json" with { type: "json" };
import maps from "../../golden/gymnasium/frozen-lake-maps.json" with { type: "json" };
import mountainCar from "../../golden/gymnasium/MountainCar-v0.json" with { type: "json" };
import mountainCarContinuous from "../../golden/gymnasium/MountainCarContinuous-v0.json" with {
  type: "json",
};
import pendulum from "../../golden/gymnasium/Pendulum-v1.json" with { type: "json" };
import toyText from "../../golden/gymnasium/toy-text.json" with { type: "json" };
import type { Environment, ResetOptions } from "./environment.ts";
import { make } from "./registry.ts";
import { generateRandomMap } from "./toy-text/frozen-lake-map.ts";

interface Trace {
  readonly actions: readonly (number | number[])[];
  readonly observations: readonly (number | number[])[];
  readonly rewards: readonly number[];
  readonly flags: readonly number[];
}

/** Plays a trace's actions as Gymnasium did, with an unseeded reset after each end, and returns its counterpart. */
function replay(environment: Environment, reset: ResetOptions, actions: Trace["actions"]) {
  const observations = [Array.from(environment.reset(reset).observation)];
  const rewards: number[] = [];
  const flags: number[] = [];
  const infos: Record<string, unknown>[] = [];
  for (const action of actions) {
    const result = environment.step(action);
    observations.push(Array.from(result.observation));
    rewards.push(result.reward);
    flags.push(result.terminated ? 2 : result.truncated ? 1 : 0);
    infos.push(result.info);
    if (flags.at(-1) !== 0) observations.push(Array.from(environment.reset().observation));
  }
  return { observations, rewards, flags, infos };
}

/** Observations bit for bit in float32, ends exactly, rewards to rounding errors of the platform's sine. */
function expectSame(played: ReturnType<typeof replay>, trace: Trace): void {
  expect(played.observations).toEqual(trace.observations.map((numbers) => [numbers].flat()));
  expect(played.flags).toEqual(trace.flags.map((flag) => flag % 10));
  for (const [i, reward] of trace.rewards.entries())
    expect(Math.abs(played.rewards[i] - reward)).toBeLessThan(1e-12);
}

describe.each([cartPole, mountainCar, mountainCarContinuous, pendulum, acrobot])(
  "$env is Gymnasium's",
  ({ env, episodes }) => {
    test.each(episodes as (Trace & { seed: number })[])(
      "over 250 steps from seed $seed, never re-synchronised",
      (trace) => {
        expectSame(replay(make(env), { seed: trace.seed }, trace.actions), trace);
      },
    );
  },
);

describe("options and edges of classic control are Gymnasium's", () => {
  test.each(classicControl.map((trace, index) => ({ ...trace, index })))(
    "$index: $id $options $resetOptions",
    (trace) => {
      const reset = { seed: trace.seed, options: trace.resetOptions ?? {} };
      expectSame(replay(make(trace.id, trace.options), reset, trace.actions), trace);
    },
  );
});

describe("toy text is Gymnasium's", () => {
  test.each(toyText.map((trace, index) => ({ ...trace, index })))(
    "$index: $id $options from seed $seed",
    (trace) => {
      const played = replay(make(trace.id, trace.options), { seed: trace.seed }, trace.actions);
      expectSame(played, trace);
      expect(played.infos.map(({ prob }) => prob)).toEqual(trace.probabilities);
    },
  );

  test.each(maps)("random map of size $size, p $p, seed $seed", ({ rows, ...options }) => {
    expect(generateRandomMap(options)).toEqual(rows);
  });
});

describe("what Gymnasium's traces do not reach", () => {
  test("CartPole earns 1 for the fall and 0 beyond it", () => {
    const environment = make("CartPole-v1");
    environment.reset({ seed: 0 });
    const rewards = [];
    for (let terminated = false; !terminated; ) {
      const result = environment.step(1);
      rewards.push(result.reward);
      terminated = result.terminated;
    }
    expect(rewards.every((reward) => reward === 1)).toBe(true);
    expect(environment.step(1)).toMatchObject({ reward: 0, terminated: true });
  });

  test("reset options that cannot be are refused", () => {
    const environment = make("CartPole-v1");
    const reset = (options: Record<string, unknown>) => () => environment.reset({ seed: 0, options });
    expect(reset({ low: 1, high: 0 })).toThrow("must not exceed high");
    expect(reset({ low: "a" })).toThrow('low is "a"; it must be a number');
    expect(reset({ lo: 0 })).toThrow("lo is not an option of reset; did you mean low?");
  });

  test("FrozenLake refuses a map or a rate that cannot be", () => {
    expect(() => make("FrozenLake-v1", { desc: ["SF", "G"] })).toThrow("equally long rows");
    expect(() => make("FrozenLake-v1", { desc: ["FF", "FG"] })).toThrow("must have a start");
    expect(() => make("FrozenLake-v1", { successRate: 2 })).toThrow("successRate is 2");
    expect(() => generateRandomMap({ size: 1, seed: 0 })).toThrow("size is 1");
    expect(() => generateRandomMap({ p: 0, seed: 0 })).toThrow("p is 0");
  });
});
