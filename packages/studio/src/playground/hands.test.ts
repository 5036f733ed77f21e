import { learnableEnvironment } from "@drumlin/run";
import { registeredEnvironments } from "drumlin";
import { describe, expect, it } from "vitest";
import { handsFor, realTimeRate } from "./hands.ts";

const specs = registeredEnvironments().map(({ id }) => learnableEnvironment(id).spec);
const specOf = (id: string) => specs.find((spec) => spec.id === id)!;
const actionsOf = (id: string) =>
  Object.fromEntries(
    handsFor(specOf(id)).keys.map(({ sign, action }) => [sign, specOf(id).actionNames[action]]),
  );

describe("by hand", () => {
  it("every environment is driven by keys of its own actions, each key once", () => {
    for (const spec of specs) {
      const { keys, neutral } = handsFor(spec);
      for (const action of [...keys.map((key) => key.action), neutral ?? 0])
        expect(spec.actionNames[action], spec.id).toBeDefined();
      expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
      expect(new Set(keys.map(({ action }) => action)).size).toBe(keys.length);
      expect(realTimeRate(spec.id)).toBeGreaterThan(0);
    }
  });

  it("arrows do what they show", () => {
    expect(actionsOf("CartPole-v1")).toEqual({ "←": "push left", "→": "push right" });
    expect(actionsOf("MountainCar-v0")).toEqual({ "←": "push left", "↓": "no push", "→": "push right" });
    expect(actionsOf("Acrobot-v1")).toEqual({ "←": "torque −1", "↓": "no torque", "→": "torque +1" });
    for (const id of ["FrozenLake-v1", "CliffWalking-v1"])
      expect(actionsOf(id)).toEqual({ "←": "left", "↑": "up", "↓": "down", "→": "right" });
  });

  it("no key means nothing where there is such an action, else the agent's own choice", () => {
    expect(specOf("MountainCar-v0").actionNames[handsFor(specOf("MountainCar-v0")).neutral!]).toBe("no push");
    expect(handsFor(specOf("CartPole-v1")).neutral).toBeNull();
  });
});
