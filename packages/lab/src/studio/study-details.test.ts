import type { StudyDetail, TrialRecord } from "@drumlin/run";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStudyStore } from "../store/open-store.ts";
import { expandStudy } from "../study/expand-study.ts";
import type { Study } from "../study/study.ts";
import { studyResult } from "../study/study-result.ts";
import type { Trial } from "../study/trial.ts";
import { type AskedApp, askedApp } from "./app.case.ts";
import { studyDetail } from "./study-detail.ts";
import { newStorePath } from "./written-store.case.ts";

const study: Study = {
  name: "small grid/2",
  environments: ["CartPole-v1"],
  agents: [
    {
      name: "drumlin",
      kind: "sgmm-q",
      options: { componentCount: 10 },
      grid: [{ label: "sparsity", option: "sparsity", values: [0, 0.001] }],
    },
    { name: "dqn", kind: "dqn", options: {}, grid: [] },
  ],
  seeds: [0, 1, 2],
  steps: 450_000,
  evaluation: { every: 1000, episodes: 20 },
};
const trials = expandStudy(study);

const record = ({ agent, environment, options, seed }: Trial): TrialRecord => ({
  agent,
  environment,
  options,
  seed,
  status: "done",
  curve: Array.from({ length: 450 }, (_, i) => ({ step: 1000 * (i + 1), meanReturn: i + seed, metrics: {} })),
  solvedAtStep: null,
  steps: 450_000,
  finalReturn: 449 + seed,
  parameters: { total: 160, nonzero: 48 },
  seconds: 1,
});
const records = new Map(trials.slice(0, 8).map((trial) => [trial.identity, record(trial)]));

describe("a study's detail", () => {
  const detail = studyDetail(study, records);

  it("has the rows of sweep --json", () => {
    expect(detail.rows).toEqual(studyResult(study.name, trials, records).rows);
    expect(detail.solvedReturns).toEqual({ "CartPole-v1": 475 });
  });

  it("has a curve for each agent in each environment, at 200 steps at most, the last among them", () => {
    expect(detail.curves.map(({ agent }) => agent)).toEqual([
      "drumlin sparsity=0",
      "drumlin sparsity=0.001",
      "dqn",
    ]);
    const { steps, values, lows, highs } = detail.curves[0]!;
    expect(steps.length).toBeLessThanOrEqual(200);
    expect(steps.length).toBeGreaterThan(100);
    expect(steps.at(-1)).toBe(450_000);
    expect(values.at(-1)).toBe(450);
    expect(lows.at(-1)).toBeLessThan(450);
    expect(highs.at(-1)).toBeGreaterThan(450);
  });

  it("names what the agents differ in, and each one's value, given or by default", () => {
    expect(detail.differences).toEqual([
      {
        option: "kind",
        values: { "drumlin sparsity=0": "sgmm-q", "drumlin sparsity=0.001": "sgmm-q", dqn: "dqn" },
      },
      {
        option: "componentCount",
        values: { "drumlin sparsity=0": "10", "drumlin sparsity=0.001": "10", dqn: "–" },
      },
      {
        option: "sparsity",
        values: { "drumlin sparsity=0": "0", "drumlin sparsity=0.001": "0.001", dqn: "0" },
      },
    ]);
  });

  it("of a study without any trial has rows and no curves", () => {
    const { rows, curves } = studyDetail(study, new Map());
    expect(rows.map(({ finalInterquartileMean }) => finalInterquartileMean)).toEqual([null, null, null]);
    expect(curves).toEqual([]);
  });
});

describe("the server", () => {
  let asked: AskedApp;
  let path: string;
  beforeAll(async () => {
    path = newStorePath();
    const store = await openStudyStore(path);
    await store.saveStudy(study.name, JSON.stringify(study));
    for (const [identity, trial] of records) await store.writeTrial(study.name, identity, trial);
    await store.saveStudy("strange", "{}");
    await store.close();
    asked = askedApp(path);
  });
  afterAll(() => asked.watch.close());

  const detailUrl = `/api/studies/${encodeURIComponent(study.name)}`;
  const detail = async (): Promise<StudyDetail> => (await asked.ask(detailUrl)).json();

  it("lists studies", async () => {
    const list = await (await asked.ask("/api/studies")).json();
    const trials = list.map(({ name, trials }: { name: string; trials: number }) => [name, trials]);
    expect(Object.fromEntries(trials)).toEqual({ strange: 0, [study.name]: 8 });
  });

  it("gives a study's detail beside everything else it does, anew when a trial has ended", async () => {
    let turns = 0;
    const turning = setInterval(() => turns++, 5);
    const start = performance.now();
    expect(await detail()).toEqual(JSON.parse(JSON.stringify(studyDetail(study, records))));
    const computed = performance.now();
    clearInterval(turning);
    expect(turns).toBeGreaterThan(10);
    await detail();
    expect(performance.now() - computed).toBeLessThan((computed - start) / 2);
    const store = await openStudyStore(path);
    await store.writeTrial(study.name, trials[8]!.identity, { ...record(trials[8]!), solvedAtStep: 7000 });
    await store.close();
    expect((await detail()).rows[2]!.solved).toBe(1);
  });

  it.each([
    ["nothing", 404, 'no study "nothing" in this store'],
    ["strange", 500, /^this cannot be shown: /],
  ])("answers for %s with a problem", async (name, status, problem) => {
    const answer = await asked.ask(`/api/studies/${name}`);
    expect(answer.status).toBe(status);
    expect((await answer.json()).problem).toMatch(problem);
  });
});
