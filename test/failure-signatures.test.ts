import { type AgentOptions, createAgent, type HealthEvent, learnable, make, train } from "drumlin";
import { describe, expect, it } from "vitest";
import "../experiments/failure-signatures/far-states.ts";
import { expandStudy } from "../packages/lab/src/study/expand-study.ts";
import { readStudy } from "../packages/lab/src/study/read-study.ts";
import type { Trial } from "../packages/lab/src/study/trial.ts";

const SICK_SEEDS = 4;
const HEALTHY_SEEDS = 2;

/** Of the experiment's studies; by the name of each, the agent and its environment. */
function trialsOf(seeds: number, ...files: string[]): [string, Trial[]][] {
  const trials = files.flatMap((file) => {
    const study = readStudy(`experiments/failure-signatures/${file}.yaml`);
    return expandStudy({ ...study, seeds: study.seeds.slice(0, seeds) });
  });
  const nameOf = ({ agent, environment }: Trial) => `${agent}, ${environment}`;
  const names = [...new Set(trials.map(nameOf))];
  return names.map((name) => [name, trials.filter((trial) => nameOf(trial) === name)]);
}

/** What the monitor saw in a trial, which is not evaluated. */
async function healthOf({ environment: id, steps, seed, options }: Trial): Promise<readonly HealthEvent[]> {
  const environment = learnable(make(id));
  const observationSize = environment.observationSpace.size;
  const sizes = { observationSize, actionCount: environment.actionSpace.n, seed };
  const agent = await createAgent({ ...sizes, ...(options as Partial<AgentOptions>) });
  await train(agent, environment, { steps, seed });
  return agent.health;
}

describe("a run made for one failure signature shows that one and no other, on every seed", () => {
  const sick = trialsOf(
    SICK_SEEDS,
    "mountain-car",
    "unguarded-mountain-car",
    "unguarded-acrobot",
    "far-mountain-car",
    "frozen-cartpole",
  );
  it.each(sick)("%s", async (_name, trials) => {
    for (const trial of trials) {
      const seen = new Set((await healthOf(trial)).map(({ signature }) => signature));
      expect([trial.seed, ...seen]).toEqual([trial.seed, trial.agent]);
    }
  });
});

it("over-sparsification is seen in an action without weights, and where no hill is left", async () => {
  const trials = new Map(trialsOf(SICK_SEEDS, "mountain-car")).get("over-sparsification, MountainCar-v0")!;
  const details = await Promise.all(trials.map(async (trial) => (await healthOf(trial))[0].detail));
  expect(details).toContainEqual(expect.stringMatching(/^action \d has no weight left in \d+ hills$/));
  expect(details).toContain("no hill is left");
});

describe("a healthy run shows no failure signature, settled as well as before", () => {
  it.each(trialsOf(HEALTHY_SEEDS, "healthy"))("%s", async (_name, trials) => {
    for (const trial of trials) {
      const options = { ...trial.options, componentCount: 20 };
      expect(await healthOf({ ...trial, steps: 14_000, options })).toEqual([]);
    }
  });
});
