import { createProbes, learnable, make, Xoshiro128 } from "drumlin";
import { beforeAll, describe, expect, test } from "vitest";
import { clippedObjective, generalizedAdvantages, Ppo, type PpoOptions } from "./ppo.ts";
import { ready } from "./ready.ts";
import type { SparsityOptions } from "./sparsity.ts";
import { trainBaseline } from "./train-baseline.ts";

beforeAll(ready);

describe("generalised advantages", () => {
  const rollout = {
    rewards: [1, 2, 3],
    values: [0.5, 1, 1.5],
    nextValues: [1, 1.5, 4],
    terminated: [false, false, false],
    ended: [false, false, false],
  };

  test("are the discounted sum of TD errors, by hand", () => {
    // δ = (1 + 0.5·1 − 0.5, 2 + 0.5·1.5 − 1, 3 + 0.5·4 − 1.5) = (1, 1.75, 3.5); γλ = 0.25.
    const advantages = generalizedAdvantages(rollout, 1, 0.5, 0.5);
    expect(Array.from(advantages)).toEqual([1 + 0.25 * (1.75 + 0.25 * 3.5), 1.75 + 0.25 * 3.5, 3.5]);
  });

  test("carry nothing over an episode's end, and value what lies beyond a truncation only", () => {
    const terminated = { ...rollout, terminated: [false, true, false], ended: [false, true, false] };
    expect(Array.from(generalizedAdvantages(terminated, 1, 0.5, 0.5))).toEqual([1 + 0.25 * 1, 1, 3.5]);
    const truncated = { ...rollout, ended: [false, true, false] };
    expect(Array.from(generalizedAdvantages(truncated, 1, 0.5, 0.5))).toEqual([1 + 0.25 * 1.75, 1.75, 3.5]);
  });

  test("of two environments in turn are those of each alone", () => {
    const twice = {
      rewards: [1, 1, 2, 2, 3, 3],
      values: [0.5, 0.5, 1, 1, 1.5, 1.5],
      nextValues: [1, 1, 1.5, 1.5, 4, 4],
      terminated: Array<boolean>(6).fill(false),
      ended: Array<boolean>(6).fill(false),
    };
    const alone = generalizedAdvantages(rollout, 1, 0.9, 0.8);
    const both = generalizedAdvantages(twice, 2, 0.9, 0.8);
    expect(Array.from(both)).toEqual(Array.from(alone).flatMap((value) => [value, value]));
  });
});

test.each([
  [1.1, 2, 2.2, 2],
  [1.5, 2, 2.4, 0],
  [0.5, 2, 1, 2],
  [0.5, -2, -1.6, 0],
  [0.9, -2, -1.8, -2],
  [1.5, -2, -3, -2],
])(
  "the clipped objective at ratio %s, advantage %s is %s with slope %s",
  (ratio, advantage, value, slope) => {
    const found = clippedObjective(ratio, advantage, 0.2);
    expect(found.value).toBeCloseTo(value, 12);
    expect(found.slope).toBe(slope);
  },
);

const small: Partial<PpoOptions> = {
  hiddenSizes: [16],
  environmentCount: 4,
  rolloutSteps: 16,
  batchSize: 64,
  epochs: 8,
  learningRate: 0.01,
  discount: 0.5,
};

test.each(createProbes().map((probe) => [probe.spec.id, probe] as const))(
  "learns the values of the policy it ends with: %s",
  async (_, probe) => {
    const agent = new Ppo(1, 2, small, 5);
    const create = () => createProbes().find(({ spec }) => spec.id === probe.spec.id)!;
    await trainBaseline(agent, create, { steps: 6400, seed: 1 });
    for (const { observation, qValues } of probe.optimalValues(0.5)) {
      const best = Math.max(...qValues);
      expect(Math.abs(agent.critic.predict(observation)[0] - best)).toBeLessThan(0.15);
      if (new Set(qValues).size > 1) expect(qValues[agent.policy.act(observation)]).toBe(best);
    }
  },
);

test("the first gradient of a rollout is the policy gradient: a rewarded action becomes likelier", () => {
  const agent = new Ppo(1, 2, { rolloutSteps: 8, batchSize: 8, epochs: 1, learningRate: 0.01 }, 3);
  const random = Xoshiro128.fromSeed(3, 9);
  const margin = () => {
    const [first, second] = agent.actor.predict([0.5]);
    return second - first;
  };
  const before = margin();
  for (let i = 0; i < 8; i++) {
    const action = random.integer(2);
    const transition = { observation: [0.5], action, reward: action, nextObservation: [0.5] };
    agent.observe({ ...transition, terminated: true, truncated: false });
  }
  expect(agent.updateCount).toBe(1);
  expect(margin()).toBeGreaterThan(before);
});

test("the same seed gives the same weights, another seed others", async () => {
  const weights = async (seed: number) => {
    const agent = new Ppo(4, 2, { ...small, normalizeObservations: true, normalizeRewards: true }, seed);
    await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 256, seed: 2 });
    return agent.actor.parameters;
  };
  expect(await weights(1)).toEqual(await weights(1));
  expect(await weights(1)).not.toEqual(await weights(2));
});

test.each<SparsityOptions["sparsityMethod"]>(["pruning", "static", "set", "rigl"])(
  "%s stays sparse to the end",
  async (method) => {
    const sparse = { sparsityMethod: method, sparsity: 0.9, maskInterval: 1, totalSteps: 512 };
    const agent = new Ppo(4, 2, { ...small, hiddenSizes: [64, 64], ...sparse }, 1);
    await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 512, seed: 2 });
    const weights = [...agent.actor.layers, ...agent.critic.layers].flatMap((layer) =>
      Array.from(layer.weights),
    );
    const live = weights.filter((weight) => weight !== 0).length;
    expect(live / weights.length).toBeLessThanOrEqual(0.1001);
    expect(agent.parameterCount().nonzero).toBeLessThan(0.2 * agent.parameterCount().total);
  },
);

test("evaluations come at whole multiples, and episodes are counted over all environments", async () => {
  const events: string[] = [];
  const agent = new Ppo(4, 2, small, 0);
  const result = await trainBaseline(agent, () => learnable(make("CartPole-v1")), {
    steps: 300,
    evaluation: { environment: learnable(make("CartPole-v1")), every: 100, episodes: 2, seed: 7 },
    solvedReturn: 1,
    onProgress: (event) => {
      if (event.kind !== "progress") events.push(`${event.kind} ${event.step}`);
    },
  });
  expect(events.filter((name) => name.startsWith("evaluation"))).toEqual([
    "evaluation 100",
    "evaluation 200",
    "evaluation 300",
  ]);
  expect(result).toMatchObject({ steps: 300, solvedAtStep: 100, solvedAndStable: false });
  expect(events.filter((name) => name.startsWith("episode")).length).toBe(result.episodes);
});

test("a masked action is never taken", () => {
  const agent = new Ppo(1, 3, small, 0);
  for (let i = 0; i < 50; i++) expect(agent.act([0.3], { mask: [0, 1, 0] })).toBe(1);
});
