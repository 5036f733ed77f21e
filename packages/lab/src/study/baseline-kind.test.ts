import { baselineKinds } from "@drumlin/baselines";
import { learnableEnvironment } from "@drumlin/run";
import { optionComplaint } from "drumlin";
import { describe, expect, it } from "vitest";
import { agentKind } from "./agent-kinds.ts";
import { expandStudy } from "./expand-study.ts";
import { runTrial } from "./run-trial.ts";

const environment = learnableEnvironment("CartPole-v1");

describe.each(baselineKinds)("a study's agent of kind %s", (kind) => {
  it("learns as a trial, with its metrics at each evaluation and the same record each time", async () => {
    const [trial] = expandStudy({
      name: "one",
      environments: ["CartPole-v1"],
      agents: [{ name: "baseline", kind, options: {}, grid: [] }],
      seeds: [3],
      steps: 300,
      evaluation: { every: 100, episodes: 2 },
    });
    const { seconds, ...record } = await runTrial(trial!, () => {});
    expect(record).toMatchObject({ status: "done", agent: "baseline", steps: 300 });
    expect(record.curve.map(({ step }) => step)).toEqual([100, 200, 300]);
    expect(Object.values(record.curve.at(-1)!.metrics).length).toBeGreaterThan(0);
    expect(record.parameters.total).toBeGreaterThan(0);
    const { seconds: _, ...again } = await runTrial(trial!, () => {});
    expect(again).toEqual(record);
  });

  it("accepts every value that it has by default, and names each option once", () => {
    const { options, resolve } = agentKind(kind);
    const resolved = resolve({ environment, options: {}, steps: 1000 });
    expect(Object.keys(options).toSorted()).toEqual(Object.keys(resolved).toSorted());
    for (const [name, field] of Object.entries(options))
      expect(optionComplaint(name, field, resolved[name])).toBe(undefined);
  });
});

describe("the schedules of DQN and PPO", () => {
  it.each(["dqn", "ppo"])("of %s go by the study's steps, unless it sets totalSteps", (kind) => {
    const { resolve } = agentKind(kind);
    expect(resolve({ environment, options: {}, steps: 777 })).toMatchObject({ totalSteps: 777 });
    const set = resolve({ environment, options: { totalSteps: 50 }, steps: 777 });
    expect(set).toMatchObject({ totalSteps: 50 });
  });
});

it("a baseline sees a state's number as a vector", async () => {
  const [trial] = expandStudy({
    name: "lake",
    environments: ["FrozenLake-v1"],
    agents: [{ name: "baseline", kind: "dqn", options: {}, grid: [] }],
    seeds: [3],
    steps: 200,
    evaluation: { every: 100, episodes: 2 },
  });
  const { status, parameters } = await runTrial(trial!, () => {});
  expect(status).toBe("done");
  expect(agentKind("dqn").see(learnableEnvironment("FrozenLake-v1")).observationSpace.size).toBe(16);
  expect(parameters.total).toBeGreaterThan(16 * 64);
});
