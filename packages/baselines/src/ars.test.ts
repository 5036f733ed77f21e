import { evaluate, learnable, make } from "drumlin";
import { expect, test } from "vitest";
import { Ars } from "./ars.ts";
import { trainBaseline } from "./train-baseline.ts";

const end = { terminated: true, truncated: false };

test("an iteration is two episodes a direction, and moves M by the paper's rule", () => {
  const agent = new Ars(1, 2, { stepSize: 0.5, noise: 0.1, directionCount: 2, topDirectionCount: 1 }, 1);
  // Direction 1 earns most: 3 forth, 1 back. σ_R of (3, 1) is 1, so that M = 0.5 · (3 − 1) δ₁ = δ₁.
  for (const reward of [0, 2, 3, 1]) {
    expect(agent.updateCount).toBe(0);
    agent.observe({ observation: [reward], action: 0, reward, nextObservation: [0], ...end });
  }
  expect(agent.updateCount).toBe(1);
  const twin = new Ars(1, 2, { stepSize: 0.5, noise: 0.1, directionCount: 2, topDirectionCount: 1 }, 1);
  // The same seed draws the same δ; only the second direction earns anything, as much forth as the first run's difference.
  for (const reward of [0, 0, 2, 0]) {
    twin.observe({ observation: [0], action: 0, reward, nextObservation: [0], ...end });
  }
  expect(agent.matrix.some((value) => value !== 0)).toBe(true);
  for (const [i, value] of agent.matrix.entries()) expect(twin.matrix[i]).toBeCloseTo(value, 12);
});

test("where all episodes earn the same, M stays as it was", () => {
  const agent = new Ars(1, 2, { directionCount: 1, topDirectionCount: 1 }, 1);
  for (let i = 0; i < 2; i++) {
    agent.observe({ observation: [1], action: 0, reward: 1, nextObservation: [0], ...end });
  }
  expect(Array.from(agent.matrix)).toEqual([0, 0]);
});

test("the policy scores observations less their mean, over their deviation, and holds CartPole", async () => {
  const agent = new Ars(4, 2, {}, 0);
  await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 30_000, seed: 0 });
  const { meanReturn } = evaluate(agent.policy, learnable(make("CartPole-v1")), { episodes: 20, seed: 5 });
  expect(meanReturn).toBeGreaterThan(400);
  expect(agent.parameterCount()).toEqual({ total: 16, nonzero: 16 });
});

test("the same seed gives the same weights, another seed others", async () => {
  const matrix = async (seed: number) => {
    const agent = new Ars(4, 2, {}, seed);
    await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 1500, seed: 2 });
    return agent.matrix;
  };
  expect(await matrix(1)).toEqual(await matrix(1));
  expect(await matrix(1)).not.toEqual(await matrix(2));
});

test("more directions followed than tried are refused", () => {
  expect(() => new Ars(1, 2, { directionCount: 2, topDirectionCount: 3 })).toThrow(/topDirectionCount is 3/);
});
