import * as tf from "@tensorflow/tfjs-core";
import { createProbes, learnable, make, type Transition } from "drumlin";
import { beforeAll, expect, test } from "vitest";
import { Dqn, type DqnOptions } from "./dqn.ts";
import { ready } from "./ready.ts";
import type { SparsityOptions } from "./sparsity.ts";
import { trainBaseline } from "./train-baseline.ts";

beforeAll(ready);

const small: Partial<DqnOptions> = {
  hiddenSizes: [32],
  learningRate: 0.005,
  batchSize: 32,
  bufferSize: 2000,
  learningStarts: 50,
  discount: 0.5,
  targetUpdateInterval: 20,
  trainFrequency: 2,
  gradientSteps: 1,
  totalSteps: 1500,
  explorationFraction: 1,
  finalEpsilon: 0.5,
};

const probes = createProbes().flatMap((probe) => [true, false].map((double) => ({ probe, double })));

test.each(probes)(
  "learns the optimal values of $probe.spec.id, double: $double",
  async ({ probe, double }) => {
    const agent = new Dqn(1, 2, { ...small, double }, 4);
    await trainBaseline(agent, () => probe, { steps: 1500, seed: 1 });
    for (const { observation, qValues } of probe.optimalValues(0.5)) {
      const found = agent.network.predict(observation);
      for (const [a, value] of qValues.entries()) expect(Math.abs(found[a] - value)).toBeLessThan(0.1);
    }
    agent.dispose();
  },
);

test("the same seed gives the same weights, another seed others", async () => {
  const weights = async (seed: number) => {
    const agent = new Dqn(4, 2, small, seed);
    await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 200, seed: 2 });
    agent.dispose();
    return agent.network.parameters;
  };
  expect(await weights(1)).toEqual(await weights(1));
  expect(await weights(1)).not.toEqual(await weights(2));
});

test.each<SparsityOptions["sparsityMethod"]>(["pruning", "static", "set", "rigl"])(
  "%s stays sparse to the end",
  async (method) => {
    const sparse = { sparsityMethod: method, sparsity: 0.9, maskInterval: 5, totalSteps: 300 };
    const agent = new Dqn(4, 2, { ...small, hiddenSizes: [64, 64], ...sparse }, 1);
    await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 300, seed: 2 });
    const weights = agent.network.layers.flatMap((layer) => Array.from(layer.weights));
    expect(weights.filter((weight) => weight !== 0).length / weights.length).toBeLessThanOrEqual(0.1001);
    const biases = 64 + 64 + 2;
    expect(agent.parameterCount().total).toBe(weights.length + biases);
    expect(agent.parameterCount().nonzero).toBeLessThanOrEqual(Math.ceil(0.1001 * weights.length) + biases);
    agent.dispose();
  },
);

test("training and disposing leave no tensor behind", async () => {
  const before = tf.memory().numTensors;
  const agent = new Dqn(4, 2, small, 1);
  await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 200 });
  agent.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test("ε is 1 before learning starts, then falls linearly to its last value", () => {
  const options = {
    learningStarts: 2,
    totalSteps: 20,
    explorationFraction: 0.5,
    finalEpsilon: 0.1,
    hiddenSizes: [4],
  };
  const agent = new Dqn(1, 2, { ...options, bufferSize: 10, trainFrequency: 100 }, 0);
  const found: number[] = [];
  for (let step = 0; step < 12; step++) {
    found.push(Number(agent.epsilon.toFixed(6)));
    const transition = { observation: [0], action: 0, reward: 0, nextObservation: [0] };
    agent.observe({ ...transition, terminated: false, truncated: false });
  }
  expect(found).toEqual([1, 1, 0.82, 0.73, 0.64, 0.55, 0.46, 0.37, 0.28, 0.19, 0.1, 0.1]);
  agent.dispose();
});

test("a masked action is never taken, neither greedily nor at random", () => {
  const agent = new Dqn(1, 3, { ...small, learningStarts: 0 }, 0);
  for (let i = 0; i < 50; i++) expect(agent.act([0.3], { mask: [0, 0, 1] })).toBe(2);
  agent.dispose();
});

test("an action that nextMask forbids does not count in the target", () => {
  const agent = new Dqn(1, 2, { ...small, bufferSize: 8, learningStarts: 0, targetUpdateInterval: 5 }, 0);
  // Action 1 earns 1 and ends the episode; action 0 earns 0 and leads on, where only action 0 is allowed.
  const shared = { observation: [1], nextObservation: [1], truncated: false };
  for (let step = 0; step < 400; step++) {
    const action = step % 2;
    agent.observe({ ...shared, action, reward: action, terminated: action === 1, nextMask: [1, 0] });
  }
  const [first, second] = agent.network.predict([1]);
  expect(second).toBeCloseTo(1, 1);
  expect(first).toBeCloseTo(0, 1);
  agent.dispose();
});

test.each([
  [{ action: 2 }, RangeError, /action is 2/],
  [{ reward: Number.NaN }, RangeError, /reward is NaN/],
  [{ observation: [0, 0] }, RangeError, /observation has 2 numbers/],
  [{ nextObservation: [Number.POSITIVE_INFINITY] }, RangeError, /nextObservation\[0\]/],
  [{ nextMask: [0, 0] }, RangeError, /nextMask allows no action/],
  [{ terminated: 1 as unknown as boolean }, RangeError, /terminated is 1; it must be a boolean/],
])("a malformed transition, %o, is refused by name and changes nothing", (wrong, kind, message) => {
  const agent = new Dqn(1, 2, small, 0);
  const right: Transition = {
    observation: [0],
    action: 0,
    reward: 0,
    nextObservation: [0],
    terminated: false,
    truncated: false,
  };
  expect(() => agent.observe({ ...right, ...wrong })).toThrow(kind);
  expect(() => agent.observe({ ...right, ...wrong })).toThrow(message);
  expect(agent.stepCount).toBe(0);
  agent.dispose();
});
