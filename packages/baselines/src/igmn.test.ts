import { createProbes, learnable, make } from "drumlin";
import { expect, test } from "vitest";
import { Igmn, type IgmnOptions } from "./igmn.ts";
import { trainBaseline } from "./train-baseline.ts";

const small: Partial<IgmnOptions> = {
  learningStarts: 20,
  discount: 0.5,
  explorationSteps: 1000,
  finalEpsilon: 0.5,
};

test.each(createProbes())("finds the optimal values of $spec.id", async (probe) => {
  const agent = new Igmn(1, 2, small, 3);
  await trainBaseline(agent, () => probe, { steps: 3000, seed: 1 });
  for (const { observation, qValues } of probe.optimalValues(0.5)) {
    const found = agent.qValues(observation);
    for (const [a, value] of qValues.entries()) expect(Math.abs(found[a] - value)).toBeLessThan(0.05);
  }
});

test("only the mixture of the action taken learns, of the first steps none", () => {
  const agent = new Igmn(1, 2, { learningStarts: 3 }, 0);
  const counts = () => agent.mixtures.map(({ components }) => components.length);
  const step = {
    observation: [1],
    action: 1,
    reward: 1,
    nextObservation: [2],
    terminated: true,
    truncated: false,
  };
  for (let i = 0; i < 3; i++) agent.observe(step);
  expect(counts()).toEqual([0, 0]);
  agent.observe(step);
  expect(counts()).toEqual([0, 1]);
  expect(agent.updateCount).toBe(1);
});

test("nothing is worth more or less than the rewards seen could come to", async () => {
  const agent = new Igmn(4, 2, { discount: 0.9 }, 1);
  await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 1500, seed: 2 });
  for (const scale of [1, 10, 1000]) {
    for (const value of agent.qValues([scale, -scale, scale, scale])) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(10 + 1e-9);
    }
  }
});

test("counts what recall needs of each component: 1, D + 1, D (D + 1)/2 and D numbers", async () => {
  const agent = new Igmn(4, 2, {}, 1);
  await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 500, seed: 2 });
  const components = agent.mixtures.flatMap((mixture) => mixture.components);
  expect(agent.parameterCount().total).toBe(components.length * (1 + 5 + 10 + 4));
});

test("the same seed gives the same mixtures, another seed others", async () => {
  const means = async (seed: number) => {
    const agent = new Igmn(4, 2, {}, seed);
    await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 500, seed: 2 });
    return agent.mixtures.flatMap(({ components }) => components.map(({ mean }) => mean));
  };
  expect(await means(1)).toEqual(await means(1));
  expect(await means(1)).not.toEqual(await means(2));
});
