import { Xoshiro128 } from "drumlin";
import { describe, expect, test } from "vitest";
import { headline } from "../experiments/headline.ts";
import { readStudies } from "../packages/lab/src/reproduction/conduct-experiment.ts";
import type { Findings } from "../packages/lab/src/reproduction/experiment.ts";
import { loadExperiments } from "../packages/lab/src/reproduction/load-experiments.ts";
import { expandStudy } from "../packages/lab/src/study/expand-study.ts";
import type { Trial } from "../packages/lab/src/study/trial.ts";

/** Rows that no experiment of today speaks to: the short table shows them as open. */
const awaited: string[] = [];

const { experiments } = await loadExperiments("experiments");
const random = Xoshiro128.fromSeed(0, 0);

/** What a trial may have left behind: made up, so that an analysis has something of everything to read. */
function madeUp({ agent, environment, options, seed, steps, evaluation }: Trial) {
  const curve = [1, 2, 3, 4, 5, 6].map((sixth) => ({
    step: (sixth * steps) / 6,
    meanReturn: 1000 * random.uniform() - 500,
    metrics: {
      "losses/bellman_residual": random.uniform(),
      "losses/loss": random.uniform(),
      "losses/td_error": random.uniform(),
      "model/live_components": 1 + Math.floor(50 * random.uniform()),
      "model/nonzero_weights": Math.floor(100 * random.uniform()),
      "optimizer/gradient_norm": random.uniform(),
      "policy/epsilon": sixth < 3 ? 1 : 0.02,
      "policy/flipped_share": random.uniform(),
    },
  }));
  return {
    agent,
    environment,
    options,
    seed,
    steps,
    curve,
    status: "done" as const,
    solvedAtStep: random.uniform() < 0.5 ? null : steps / 2,
    finalReturn: 1000 * random.uniform() - 500,
    parameters: { total: 100, nonzero: 1 + Math.floor(100 * random.uniform()) },
    thresholded: (evaluation.thresholds ?? []).map((share) => ({
      share,
      nonzero: 1 + Math.floor(100 * random.uniform()),
      meanReturn: 1000 * random.uniform() - 500,
    })),
    seconds: 1 + random.uniform(),
  };
}

/** What an experiment finds in made-up trials of five seeds of its studies. */
function findingsOf(named: (typeof experiments)[number]): Findings {
  const studies = [...readStudies(named, false)].map(([file, study]) => {
    const trials = expandStudy({ ...study, seeds: study.seeds.slice(0, 5) });
    return [file, trials.map(madeUp)] as const;
  });
  return named.experiment.analyse(Object.fromEntries(studies));
}

const found = experiments.map((named) => ({ name: named.name, ...findingsOf(named) }));
const ids: readonly string[] = headline.map(({ id }) => id);

test("the short table has at most fifteen rows, each with an id of its own", () => {
  expect(headline.length).toBeLessThanOrEqual(15);
  expect(new Set(ids).size).toBe(headline.length);
});

test("every row is spoken to by a claim, but those that are awaited", () => {
  const spoken = new Set(found.flatMap(({ claims }) => claims.map(({ row }) => row)));
  expect(ids.filter((id) => !spoken.has(id))).toEqual(awaited);
});

test("no two figures are drawn for one of the paper's", () => {
  const marks = found.flatMap(({ figures }) => figures.flatMap(({ reproduces }) => reproduces ?? []));
  expect(new Set(marks).size).toBe(marks.length);
});

describe.each(found)("$name", ({ claims, figures }) => {
  test("has claims whose rows and pictures there are", () => {
    const drawn = figures.map((figure) => figure.name);
    for (const { statement, row, picture } of claims) {
      if (row !== undefined) expect(ids, statement).toContain(row);
      if (picture !== undefined) expect(drawn, statement).toContain(picture);
    }
  });

  test("gives each of its figures an interval, or says why it has none", () => {
    for (const { statement, figure } of claims) expect(figure, statement).toMatch(/ … |no interval|^–$/);
  });
});
