import { createProbes, greedyAction, learnable, make, type Transition, Xoshiro128 } from "drumlin";
import { expect, test } from "vitest";
import { Lspi, type LspiOptions } from "./lspi.ts";
import { trainBaseline } from "./train-baseline.ts";

const small: Partial<LspiOptions> = {
  componentCount: 8,
  variance: 0.2,
  fitInterval: 200,
  ridge: 1e-6,
  discount: 0.5,
  explorationSteps: 1000,
  finalEpsilon: 0.5,
};

test.each(createProbes())("finds the optimal values of $spec.id", async (probe) => {
  const agent = new Lspi(1, 2, small, 4);
  await trainBaseline(agent, () => probe, { steps: 1000, seed: 1 });
  for (const { observation, qValues } of probe.optimalValues(0.5)) {
    const found = agent.qValues(observation);
    for (const [a, value] of qValues.entries()) expect(Math.abs(found[a] - value)).toBeLessThan(0.01);
  }
});

/** Transitions of no task in particular, float32 as the buffer has them. */
function randomTransitions(count: number): Transition[] {
  const random = Xoshiro128.fromSeed(5, 0);
  const near = () => Math.fround(random.normal());
  return Array.from({ length: count }, () => ({
    observation: [near(), near()],
    action: random.integer(3),
    reward: near(),
    nextObservation: [near(), near()],
    terminated: random.uniform() < 0.1,
    truncated: false,
  }));
}

test("where the policy no longer changes, w solves LSTDQ's equations for its own greedy policy, summed from nothing", () => {
  const transitions = randomTransitions(300);
  const [ridge, discount] = [0.5, 0.6];
  const agent = new Lspi(2, 3, { ...small, ridge, discount, fitInterval: 300, evaluations: 100 }, 1);
  for (const transition of transitions) agent.observe(transition);
  expect(agent.updateCount).toBeGreaterThan(2);
  expect(agent.updateCount).toBeLessThan(100);

  const { weights } = agent;
  const residual = weights.map((weight) => ridge * weight);
  const own = (features: Float64Array, action: number) =>
    features.reduce((sum, feature, k) => sum + weights[action * 8 + k] * feature, 0);
  for (const { observation, action, reward, nextObservation, terminated } of transitions) {
    const here = agent.features(observation);
    const nextAction = greedyAction(agent.qValues(nextObservation));
    const beyond = terminated ? 0 : discount * own(agent.features(nextObservation), nextAction);
    const error = own(here, action) - beyond - reward;
    for (const [k, feature] of here.entries()) residual[action * 8 + k] += feature * error;
  }
  for (const value of residual) expect(Math.abs(value)).toBeLessThan(1e-8);
});

test("the policy stays as it is between two policy iterations, whatever is seen", () => {
  const agent = new Lspi(2, 3, { ...small, fitInterval: 100 }, 1);
  const transitions = randomTransitions(250);
  for (const transition of transitions.slice(0, 100)) agent.observe(transition);
  const values = agent.qValues([0.1, 0.2]);
  expect(values.some((value) => value !== 0)).toBe(true);
  for (const transition of transitions.slice(100, 199)) agent.observe(transition);
  expect(agent.qValues([0.1, 0.2])).toEqual(values);
  agent.observe(transitions[199]);
  expect(agent.qValues([0.1, 0.2])).not.toEqual(values);
});

test("counts the means, a width a coordinate, and a weight a Gaussian and action", () => {
  expect(new Lspi(4, 2, { componentCount: 50 }, 1).parameterCount().total).toBe(50 * 4 + 4 + 50 * 2);
});

test("the same seed gives the same weights, another seed others", async () => {
  const weights = async (seed: number) => {
    const agent = new Lspi(4, 2, { fitInterval: 200 }, seed);
    await trainBaseline(agent, () => learnable(make("CartPole-v1")), { steps: 400, seed: 2 });
    return agent.weights;
  };
  expect(await weights(1)).toEqual(await weights(1));
  expect(await weights(1)).not.toEqual(await weights(2));
});
