import { describe, expect, it } from "vitest";
import type { Backend } from "../backends/backend.ts";
import { CartPole } from "../environments/classic-control/cart-pole.ts";
import type { CovarianceMetricName } from "../manifolds/covariance-form.ts";
import { type AgentOptions, agentOptions } from "../options/agent-options.ts";
import { GaussianPolicy } from "../policies/gaussian-policy.ts";
import { SgmmQAgent } from "./sgmm-q-agent.ts";

const STEPS = 1500;
const RATES = [1e-4, 1e-2, 1, 1e4, 1e30];

/** Whatever its metric, optimiser and rates, an agent lasts; `metrics`: those that the backend computes. */
export function describeLastingAgent(backend: Backend, metrics: readonly CovarianceMetricName[]): void {
  const configurations = metrics.flatMap((metric) =>
    (metric === "affine-invariant" ? agentOptions.covariance.choices : (["full"] as const)).flatMap(
      (covariance) => agentOptions.optimizer.choices.map((optimizer) => ({ metric, covariance, optimizer })),
    ),
  );
  describe.each(configurations)(
    "in the metric $metric, with $covariance covariances, by $optimizer, no rate ends an agent:",
    (configuration) => {
      it.each(RATES)("at %d it never throws, all it says is finite, and it is loaded to the bit", (rate) => {
        const trials = [
          { ...configuration, covarianceLearningRate: rate },
          { ...configuration, meanLearningRate: rate, weightLearningRate: rate },
          { ...configuration, ...freely(rate) },
        ];
        for (const [seed, options] of trials.entries())
          expectToLast(trained(options, seed, backend), backend);
      });
    },
  );

  it("a hill that is refused its step is a health event", () => {
    const agent = trained({ covarianceLearningRate: 100 }, 0, backend);
    expect(agent.health.map(({ signature }) => signature)).toContain("refused-update");
  });
}

/** Every rate at once, and nothing that bounds, normalises or averages what comes of it. */
function freely(rate: number) {
  return {
    preset: "paper",
    factorCount: 4,
    meanLearningRate: rate,
    covarianceLearningRate: rate,
    weightLearningRate: rate,
    learningRateFinal: 1,
    observationNormalization: "none",
  } as const;
}

function trained(options: Partial<AgentOptions>, seed: number, backend: Backend): SgmmQAgent {
  const sizes = { observationSize: 4, actionCount: 2, componentCount: 5, batchSize: 8 };
  const agent = new SgmmQAgent({ ...sizes, explorationSteps: 500, seed, ...options }, backend);
  const world = new CartPole();
  let { observation } = world.reset({ seed });
  for (let step = 0; step < STEPS; step++) {
    const action = agent.act(observation);
    const { observation: nextObservation, reward, terminated } = world.step(action);
    agent.observe({ observation, action, reward, nextObservation, terminated, truncated: false });
    observation = terminated ? world.reset({}).observation : nextObservation;
  }
  return agent;
}

function expectToLast(agent: SgmmQAgent, backend: Backend): void {
  const observations = agent.remembered(50);
  const said = observations.flatMap((observation) => [...agent.qValues(observation)]);
  const numbers = [...said, ...Object.values(agent.metrics()), ...agent.policy.hills.flatMap(numbersOf)];
  expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([]);
  const bytes = agent.save();
  const twin = SgmmQAgent.restore(bytes, [], backend);
  expect(twin.save()).toEqual(bytes);
  const reread = GaussianPolicy.fromJSON(JSON.parse(JSON.stringify(agent.policy)));
  expect(observations.flatMap((observation) => [...reread.qValues(observation)])).toEqual(said);
}

/** All numbers anywhere in a value. */
function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(numbersOf) : [];
}
