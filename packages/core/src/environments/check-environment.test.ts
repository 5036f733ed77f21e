import { describe, expect, test } from "vitest";
import { checkEnvironment } from "./check-environment.ts";
import { CartPole } from "./classic-control/cart-pole.ts";
import type { Environment, ResetOptions, StepResult } from "./environment.ts";
import { Box } from "./spaces/box.ts";
import { Wrapper } from "./wrappers/wrapper.ts";

/** Each rule with a CartPole that breaks it. */
const broken: Record<string, () => Environment> = {
  spec: () =>
    new (class extends CartPole {
      override readonly spec = { ...new CartPole().spec, actionNames: ["push"] };
    })(),
  "step-before-reset": () =>
    new (class extends CartPole {
      constructor() {
        super();
        this.reset();
      }
    })(),
  "plays-without-error": () =>
    answering((result) => {
      if (result.terminated) throw new Error("division by zero");
      return result;
    }),
  "observation-length": () =>
    answering((result) => ({ ...result, observation: result.observation.slice(1) })),
  "observation-finite": () =>
    answering((result) => ({ ...result, observation: result.observation.map(() => NaN) })),
  "observation-in-space": () =>
    new (class extends CartPole {
      override readonly observationSpace = new Box({ low: -0.06, high: 0.06, size: 4 });
    })(),
  "observation-fresh": () => {
    const shared = new Float32Array(4);
    return answering((result) => {
      shared.set(result.observation);
      return { ...result, observation: shared };
    });
  },
  "reward-finite": () => answering((result) => ({ ...result, reward: Number.NaN })),
  "flags-boolean": () =>
    answering((result) => ({ ...result, terminated: Number(result.terminated) as never })),
  "info-object": () => answering((result) => ({ ...result, info: null as never })),
  "deterministic-given-seed": () => {
    let calls = 0;
    return answering((result) => ({ ...result, reward: calls++ }));
  },
  "unseeded-resets-continue": () =>
    new (class extends CartPole {
      override reset(options: ResetOptions = {}) {
        return super.reset({ seed: 4, ...options });
      }
    })(),
};

/** A CartPole whose `step` answers are altered. */
function answering(alter: (result: StepResult) => StepResult): Environment {
  return new (class extends Wrapper<number> {
    override step(action: number) {
      return alter(super.step(action));
    }
  })(new CartPole());
}

describe("checkEnvironment", () => {
  test.each(Object.keys(broken))("finds a broken rule: %s", (rule) => {
    const { ok, problems } = checkEnvironment(broken[rule]());
    expect(ok).toBe(false);
    expect(problems.map((problem) => problem.rule)).toEqual([rule]);
  });

  test("says what happened, when, and what would be right", () => {
    expect(checkEnvironment(broken["reward-finite"]()).problems[0].detail).toBe(
      "at step 1, the reward is NaN; it must be a finite number",
    );
    expect(checkEnvironment(broken["plays-without-error"]()).problems[0].detail).toBe(
      'playing threw "division by zero"',
    );
  });

  test("has nothing to say of a sound environment", () => {
    expect(checkEnvironment(new CartPole())).toEqual({ ok: true, problems: [] });
  });
});
