import { evaluate, registeredEnvironments } from "drumlin";
import { expect, it } from "vitest";
import { learnableEnvironment } from "./learnable-environment.ts";

it("every registered environment has a name for each observation and action that an agent sees", () => {
  for (const { id } of registeredEnvironments()) {
    const { spec, observationSpace, actionSpace } = learnableEnvironment(id);
    expect(spec.observationNames, id).toHaveLength(observationSpace.size);
    expect(spec.actionNames, id).toHaveLength(actionSpace.n);
  }
});

it("greedy episodes end even where the environment sets no limit", () => {
  const upwards = { act: () => 0 };
  const { meanReturn } = evaluate(upwards, learnableEnvironment("CliffWalking-v1"), {
    episodes: 1,
    seed: 0,
  });
  expect(meanReturn).toBe(-1000);
});

it("a Discrete observation is one-hot to whoever is known to take as many numbers as there are states", () => {
  const sizeOf = (observationSize?: number) =>
    learnableEnvironment("FrozenLake-v1", observationSize).observationSpace.size;
  expect([sizeOf(), sizeOf(1), sizeOf(16), sizeOf(7)]).toEqual([1, 1, 16, 1]);
  expect(learnableEnvironment("CartPole-v1", 16).observationSpace.size).toBe(4);
});
