import { describe, expect, test } from "vitest";
import { agentSizes } from "../agent-sizes.ts";
import { Pendulum } from "../classic-control/pendulum.ts";
import type { Environment } from "../environment.ts";
import { make } from "../registry.ts";
import { Box } from "../spaces/box.ts";
import { DiscretizeActions } from "./discretize-actions.ts";
import { learnable } from "./learnable.ts";
import { oneHotObservation } from "./one-hot-observation.ts";
import { scaleObservation } from "./scale-observation.ts";
import { TransformObservation } from "./transform-observation.ts";
import { unwrap } from "./wrapper.ts";

describe("DiscretizeActions", () => {
  test("gives Pendulum five torques, by name", () => {
    const environment = new DiscretizeActions(make("Pendulum-v1"));
    expect(environment.actions.map((action) => action[0])).toEqual([-2, -1, 0, 1, 2]);
    expect(environment.spec.actionNames).toEqual([
      "torque −2.0",
      "torque −1.0",
      "torque 0.0",
      "torque 1.0",
      "torque 2.0",
    ]);
    const twin = make("Pendulum-v1");
    expect(environment.reset({ seed: 1 })).toEqual(twin.reset({ seed: 1 }));
    expect(environment.step(1)).toEqual(twin.step([-1]));
  });

  test("lays a grid over several dimensions, the last one changing fastest", () => {
    class TwoTorques extends Pendulum {
      override readonly actionSpace = new Box({ low: [-1, 0], high: [1, 4] });
      override readonly spec = { ...new Pendulum().spec, actionNames: ["left", "right"] };
    }
    const environment = new DiscretizeActions(new TwoTorques(), { bins: 3 });
    expect(environment.actionSpace.n).toBe(9);
    expect(environment.actions.map((action) => Array.from(action)).slice(0, 4)).toEqual([
      [-1, 0],
      [-1, 2],
      [-1, 4],
      [0, 0],
    ]);
    expect(environment.spec.actionNames[3]).toBe("left 0.0, right 0.0");
  });

  test("refuses what it cannot lay a grid over", () => {
    const cartPole = make("CartPole-v1") as Environment<never>;
    expect(() => new DiscretizeActions(cartPole)).toThrow("CartPole-v1: its actions are Discrete already");
    expect(() => new DiscretizeActions(make("Pendulum-v1"), { bins: 1 })).toThrow("bins is 1");
    class Unbounded extends Pendulum {
      override readonly actionSpace = new Box({ low: -Infinity, high: 1 });
    }
    expect(() => new DiscretizeActions(new Unbounded())).toThrow("have no bounds");
  });
});

describe("observations", () => {
  test("one-hot", () => {
    const environment = oneHotObservation(make("FrozenLake-v1", { isSlippery: false }));
    expect(Array.from(environment.reset({ seed: 0 }).observation).indexOf(1)).toBe(0);
    const { observation } = environment.step(1);
    expect(Array.from(observation)).toEqual(Array.from({ length: 16 }, (_, tile) => (tile === 4 ? 1 : 0)));
    expect(environment.spec.observationNames[4]).toEqual({ name: "tile 4", unit: "" });
    expect(() => oneHotObservation(make("CartPole-v1"))).toThrow("CartPole-v1: its observation is a Box");
  });

  test("scaled, with bounds that follow", () => {
    const environment = scaleObservation(make("MountainCar-v0"), [-2, 10], [1, 0]);
    const plain = make("MountainCar-v0").reset({ seed: 3 }).observation;
    const { observation } = environment.reset({ seed: 3 });
    expect(observation).toEqual(Float64Array.of(plain[0] * -2 + 1, plain[1] * 10));
    expect(environment.observationSpace.contains(observation)).toBe(true);
    expect(environment.observationSpace.low[0]).toBeCloseTo(-0.2, 6);
    expect(environment.observationSpace.high[0]).toBeCloseTo(3.4, 6);
    expect(() => scaleObservation(make("MountainCar-v0"), [1])).toThrow(
      "scale is [1]; it must be 2 finite numbers",
    );
    expect(() => scaleObservation(make("MountainCar-v0"), [1, 0])).toThrow("scale[1] is 0");
    expect(() => scaleObservation(make("FrozenLake-v1"), [1])).toThrow("no Box to scale");
  });

  test("transformed, with names of their own", () => {
    const environment = new TransformObservation(make("CartPole-v1"), {
      transform: (observation) => observation.slice(2),
      observationSpace: new Box({ low: -Infinity, high: Infinity, size: 2 }),
      observationNames: make("CartPole-v1").spec.observationNames.slice(2),
    });
    expect(environment.reset({ seed: 0 }).observation).toHaveLength(2);
    expect(environment.step(0).observation).toHaveLength(2);
    expect(environment.spec.observationNames[0].name).toBe("pole angle");
  });
});

describe("learnable", () => {
  test("leaves alone what can be learned as it is", () => {
    const environment = make("CartPole-v1");
    expect(learnable(environment)).toBe(environment);
  });

  test("leaves states their numbers, which an agent is told, and lays a grid over torques", () => {
    const walk = learnable(make("CliffWalking-v1"));
    expect(agentSizes(walk)).toEqual({ observationSize: 1, actionCount: 4, stateCount: 48 });
    expect(agentSizes(learnable(oneHotObservation(make("CliffWalking-v1"))))).toEqual({
      observationSize: 48,
      actionCount: 4,
    });
    expect(learnable(make("Pendulum-v1")).actionSpace.n).toBe(5);
    expect(learnable(make("Pendulum-v1"), { bins: 3 }).spec.actionNames).toEqual([
      "torque −2.0",
      "torque 0.0",
      "torque 2.0",
    ]);
    expect(unwrap(learnable(make("Pendulum-v1")))).toBeInstanceOf(Pendulum);
  });
});
