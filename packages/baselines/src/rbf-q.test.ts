import { createProbes, learnable, make, resolveOptions, Xoshiro128 } from "drumlin";
import { describe, expect, test } from "vitest";
import { RbfNetwork, RbfQ, type RbfQOptions, rbfQOptions } from "./rbf-q.ts";
import { trainBaseline } from "./train-baseline.ts";

const small: Partial<RbfQOptions> = {
  componentCount: 12,
  initialVariance: 0.1,
  learningRate: 0.02,
  batchSize: 32,
  discount: 0.5,
  explorationSteps: 1000,
  finalEpsilon: 0.5,
};

/** A network whose parameters are all at random. */
function randomNetwork(widths: RbfQOptions["widths"]): RbfNetwork {
  const random = Xoshiro128.fromSeed(3, 0);
  const options = resolveOptions("rbf-q", rbfQOptions, { componentCount: 5, widths });
  const network = new RbfNetwork(3, 2, options);
  for (const values of network.parameters) for (const i of values.keys()) values[i] = 0.5 * random.normal();
  network.refresh();
  return network;
}

function valuesAt(network: RbfNetwork, point: Float64Array): Float64Array {
  const heights = new Float64Array(5);
  network.heights(heights, point);
  const values = new Float64Array(2);
  network.values(values, heights);
  return values;
}

const point = Float64Array.of(0.3, -0.2, 0.5);

describe.each(["diagonal", "isotropic"] as const)("a network of %s widths", (widths) => {
  test("Q is Σ w exp(−Σ (z − m)² e^−2l), by hand", () => {
    const network = randomNetwork(widths);
    const { means, logWidths, weights } = network;
    const expected = [0, 1].map((action) => {
      let sum = 0;
      for (let k = 0; k < 5; k++) {
        let exponent = 0;
        for (let i = 0; i < 3; i++) {
          const width = Math.exp(logWidths[widths === "diagonal" ? 3 * k + i : k]);
          exponent += ((point[i] - means[3 * k + i]) / width) ** 2;
        }
        sum += weights[2 * k + action] * Math.exp(-exponent);
      }
      return sum;
    });
    for (const [a, value] of valuesAt(network, point).entries()) expect(value).toBeCloseTo(expected[a], 12);
  });

  test("the gradient of Q is that of central differences", () => {
    const network = randomNetwork(widths);
    const heights = new Float64Array(5);
    network.heights(heights, point);
    network.clearGradients();
    network.addGradient(point, heights, 1, 1);
    for (const [index, values] of network.parameters.entries()) {
      for (const i of values.keys()) {
        const at = values[i];
        const [low, high] = [at - 1 / 256, at + 1 / 256].map((near) => {
          values[i] = near;
          network.refresh();
          return [near, valuesAt(network, point)[1]];
        });
        // As far apart as float32 has them.
        const apart = Math.fround(high[0]) - Math.fround(low[0]);
        expect(network.gradients[index][i]).toBeCloseTo((high[1] - low[1]) / apart, 3);
        values[i] = at;
        network.refresh();
      }
    }
  });
});

test.each(createProbes())("learns the optimal values of $spec.id", async (probe) => {
  const agent = new RbfQ(1, 2, small, 4);
  await trainBaseline(agent, () => probe, { steps: 2000, seed: 1 });
  for (const { observation, qValues } of probe.optimalValues(0.5)) {
    const found = agent.qValues(observation);
    for (const [a, value] of qValues.entries()) expect(Math.abs(found[a] - value)).toBeLessThan(0.1);
  }
});

test("a target network that is never copied values the future at what it began with, nothing", async () => {
  const probe = createProbes().find(({ spec }) => spec.id.includes("two-step"))!;
  const agent = new RbfQ(1, 2, { ...small, targetInterval: 1e6 }, 4);
  await trainBaseline(agent, () => probe, { steps: 2000, seed: 1 });
  const known = probe.optimalValues(0.5);
  const found = known.map(({ observation }) => Math.max(...agent.qValues(observation)));
  const last = known.findIndex(({ qValues }) => qValues.includes(1));
  expect(found[last]).toBeCloseTo(1, 1);
  expect(found[1 - last]).toBeCloseTo(0, 1);
});

test("of a minibatch of one transition it is the newest that is learned from", () => {
  const agent = new RbfQ(1, 2, { ...small, batchSize: 1, learningStarts: 3 }, 1);
  const see = (action: number, reward: number) =>
    agent.observe({
      observation: [0],
      action,
      reward,
      nextObservation: [1],
      terminated: true,
      truncated: false,
    });
  see(0, 5);
  see(0, 5);
  see(1, -5);
  const [first, second] = agent.qValues([0]);
  expect(first).toBe(0);
  expect(second).toBeLessThan(0);
});

test("counts K (2D + A) numbers with a width a coordinate, K (D + 1 + A) and the D scales with one for all", () => {
  const count = (widths: RbfQOptions["widths"]) =>
    new RbfQ(4, 2, { componentCount: 50, widths }, 1).parameterCount().total;
  expect(count("diagonal")).toBe(50 * (8 + 2));
  expect(count("isotropic")).toBe(50 * (4 + 1 + 2) + 4);
});

test("the same seed gives the same weights, another seed others", async () => {
  const weights = async (seed: number) => {
    const agent = new RbfQ(4, 2, {}, seed);
    await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 200, seed: 2 });
    return agent.network.parameters;
  };
  expect(await weights(1)).toEqual(await weights(1));
  expect(await weights(1)).not.toEqual(await weights(2));
});
