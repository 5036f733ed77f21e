import { describe, expect, expectTypeOf, test } from "vitest";
import type { CartPole } from "./classic-control/cart-pole.ts";
import type { Environment } from "./environment.ts";
import { make, optimalValues, register, registeredEnvironments } from "./registry.ts";
import { SeededEnvironment } from "./seeded-environment.ts";
import { Box } from "./spaces/box.ts";
import { Discrete } from "./spaces/discrete.ts";
import { unwrap } from "./wrappers/wrapper.ts";

/** An environment of a user's own: guess the sign of a number. */
class GuessSign extends SeededEnvironment<number, { secret: number }> {
  readonly spec = {
    id: "GuessSign-v0",
    description: "Tell whether a number is negative.",
    rewardThreshold: null,
    solvedReturn: 1,
    maxEpisodeSteps: 3,
    observationNames: [{ name: "number", unit: "" }],
    actionNames: ["positive", "negative"],
  };
  readonly observationSpace = new Box({ low: -1, high: 1 });
  readonly actionSpace = new Discrete(2);

  protected begin(generator: { uniform(low: number, high: number): number }) {
    return { secret: generator.uniform(-1, 1) };
  }

  protected advance(state: { secret: number }, action: number) {
    return { state, reward: state.secret < 0 === (action === 1) ? 1 : 0, terminated: false };
  }

  protected observe(state: { secret: number }) {
    return Float32Array.of(state.secret);
  }
}

describe("make", () => {
  test("knows the type of an action by the id", () => {
    expectTypeOf(make("CartPole-v1")).toEqualTypeOf<Environment<number>>();
    expectTypeOf(make("Pendulum-v1")).toEqualTypeOf<Environment<ArrayLike<number>>>();
    expectTypeOf(make("CartPole-v1" as string)).toEqualTypeOf<Environment>();
    expectTypeOf(make("CartPole-v1")).toExtend<Environment>();
    const pendulum = make("Pendulum-v1");
    pendulum.reset({ seed: 1 });
    expect(pendulum.step([0.5]).terminated).toBe(false);
  });

  test("names the nearest id for one it does not know", () => {
    expect(() => make("CartPol-v1")).toThrow(RangeError);
    expect(() => make("CartPol-v1")).toThrow(
      'there is no environment "CartPol-v1"; did you mean CartPole-v1?',
    );
    expect(() => make("mountaincarcontinuous")).toThrow("did you mean MountainCarContinuous-v0?");
    expect(() => make("x")).toThrow("FrozenLake8x8-v1");
  });

  test("applies a time limit of choice, or none", () => {
    const environment = make("CartPole-v1", { maxEpisodeSteps: 3 });
    expect(environment.spec.maxEpisodeSteps).toBe(3);
    environment.reset({ seed: 0 });
    expect([0, 1, 0].map((action) => environment.step(action).truncated)).toEqual([false, false, true]);
    environment.reset();
    expect(environment.step(0).truncated).toBe(false);

    const endless = make("MountainCar-v0", { maxEpisodeSteps: null });
    endless.reset({ seed: 0 });
    for (let i = 0; i < 300; i++) expect(endless.step(1).truncated).toBe(false);
    expect(() => make("CartPole-v1", { maxEpisodeSteps: 0 })).toThrow("maxEpisodeSteps is 0");
  });

  test("lets the state be seen through its wrappers", () => {
    const environment = make("CartPole-v1");
    expect(() => (unwrap(environment) as CartPole).state).toThrow("call reset()");
    const { observation } = environment.reset({ seed: 42 });
    expect(Math.fround((unwrap(environment) as CartPole).state.angle)).toBe(observation[2]);
  });
});

describe("register", () => {
  test("makes an environment of one's own known", () => {
    const { spec } = new GuessSign();
    register({ spec, create: () => new GuessSign() });
    const environment = make("GuessSign-v0");
    environment.reset({ seed: 1 });
    expect([1, 0, 1].map((action) => environment.step(action).truncated)).toEqual([false, false, true]);
    expect(() => register({ spec, create: () => new GuessSign() })).toThrow(
      'id is "GuessSign-v0", which is taken',
    );
  });

  test("lists what there is, with Gymnasium's thresholds", () => {
    const thresholds = registeredEnvironments().map(({ id, rewardThreshold }) => [id, rewardThreshold]);
    expect(thresholds).toEqual([
      ["CartPole-v0", 195],
      ["CartPole-v1", 475],
      ["MountainCar-v0", -110],
      ["MountainCarContinuous-v0", 90],
      ["Pendulum-v1", null],
      ["Acrobot-v1", -100],
      ["FrozenLake-v1", 0.7],
      ["FrozenLake8x8-v1", 0.85],
      ["CliffWalking-v1", null],
      ["CliffWalkingSlippery-v1", null],
      ["GuessSign-v0", null],
    ]);
  });

  test("keeps the optimal values of an environment where they are known", () => {
    const spec = { ...new GuessSign().spec, id: "GuessSign-v1" };
    const forever = (discountFactor: number) => 1 / (1 - discountFactor);
    register({
      spec,
      create: () => new GuessSign(),
      optimalValues: (discountFactor) => [
        { observation: [0.5], qValues: [forever(discountFactor), discountFactor * forever(discountFactor)] },
      ],
    });
    expect(optimalValues("GuessSign-v1", 0.5)).toEqual([{ observation: [0.5], qValues: [2, 1] }]);
    expect(optimalValues("GuessSign-v0", 0.5)).toBe(null);
    expect(() => optimalValues("GuessSine-v1", 0.5)).toThrow("did you mean GuessSign-v1?");
  });
});
