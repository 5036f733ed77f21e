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
