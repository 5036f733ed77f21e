import { learnable, make, metrics } from "drumlin";
import { describe, expect, test } from "vitest";
import { type BaselineKind, baselineKinds, createBaseline } from "./create-baseline.ts";
import { Dqn } from "./dqn.ts";
import { trainBaseline } from "./train-baseline.ts";

/** An option of each kind that must be above 0. */
const positive: Readonly<Record<BaselineKind, string>> = {
  dqn: "learningRate",
  ppo: "learningRate",
  ars: "stepSize",
  "tile-coded-sarsa": "stepSize",
  igmn: "delta",
  lspi: "ridge",
  "rbf-q": "learningRate",
};

const create = () => learnable(make("CartPole-v1"));

describe.each(baselineKinds)("%s", (kind) => {
  test("is made for an environment, acts, learns and counts its parameters", async () => {
    const agent = await createBaseline(kind, create(), {}, 1);
    const { steps } = await trainBaseline(agent, create, { steps: 40 });
    expect(steps).toBe(40);
    expect(agent.stepCount).toBe(40);
    expect([0, 1]).toContain(agent.policy.act([0, 0, 0, 0]));
    const { total, nonzero } = agent.parameterCount();
    expect(nonzero).toBeLessThanOrEqual(total);
    for (const name of Object.keys(agent.metrics()))
      expect(metrics.map((metric) => metric.name)).toContain(name);
    expect(agent.health).toEqual([]);
    agent.dispose();
  });

  test("refuses an option that it does not have, or whose value does not fit, by name", async () => {
    const refused = (options: object) => expect(createBaseline(kind, create(), options, 1)).rejects;
    await refused({ hils: 3 }).toThrow(`hils is not an option of ${kind}; `);
    const name = positive[kind];
    await refused({ [name]: "fast" }).toThrow(new RegExp(`${name} is "fast"; it must be a number above 0`));
    await refused({ [name]: Number.NaN }).toThrow(RangeError);
  });
});

test("the environment's preset fills in what the options leave out", async () => {
  const agent = await createBaseline("dqn", create(), { batchSize: 16 }, 1);
  expect(agent).toBeInstanceOf(Dqn);
  expect((agent as Dqn).options).toMatchObject({ batchSize: 16, trainFrequency: 256, gradientSteps: 128 });
  agent.dispose();
});

test("a kind that does not exist is refused, naming those that do", async () => {
  await expect(createBaseline("sac" as BaselineKind, create(), {}, 1)).rejects.toThrow(/dqn, ppo, ars/);
});
