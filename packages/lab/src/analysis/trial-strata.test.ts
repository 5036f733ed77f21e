import type { TrialRecord } from "@drumlin/run";
import { describe, expect, it } from "vitest";
import { distinct, finalScores, scoreCurves, scorePairs, stepsToSolve } from "./trial-strata.ts";

function trial(agent: string, environment: string, seed: number, finalReturn: number | null): TrialRecord {
  return {
    agent,
    environment,
    options: {},
    seed,
    status: finalReturn === null ? "failed" : "done",
    curve: finalReturn === null ? [] : [{ step: 100, meanReturn: finalReturn / 2, metrics: {} }],
    solvedAtStep: finalReturn !== null && finalReturn > 50 ? 100 : null,
    steps: finalReturn === null ? 70 : 200,
    finalReturn,
    parameters: { total: 4, nonzero: 2 },
    seconds: 1,
  };
}

const trials = [
  trial("a", "Hill", 0, 60),
  trial("b", "Hill", 0, 40),
  trial("a", "Hill", 1, null),
  trial("b", "Hill", 1, 30),
  trial("a", "Dale", 1, 10),
  trial("b", "Dale", 2, 20),
];
const references = { Hill: { low: 20, high: 60 } };

describe("trials as strata", () => {
  it("are lists by environment, in the order that is asked for", () => {
    expect(distinct(trials, "environment")).toEqual(["Hill", "Dale"]);
    expect(finalScores(trials, ["Hill", "Dale"])).toEqual([
      [60, 40, 30],
      [10, 20],
    ]);
    expect(finalScores(trials, ["Dale", "Hill", "Moor"], references)).toEqual([[10, 20], [1, 0.5, 0.25], []]);
  });

  it("have the curves of the trials that did not fail", () => {
    expect(scoreCurves(trials, ["Hill", "Dale"], references)).toEqual([
      [[{ step: 100, score: 0.25 }], [{ step: 100, score: 0 }], [{ step: 100, score: -0.125 }]],
      [[{ step: 100, score: 5 }], [{ step: 100, score: 10 }]],
    ]);
  });

  it("are censored at their last step when they did not solve, failed ones too", () => {
    expect(stepsToSolve(trials.slice(0, 3))).toEqual([
      { time: 100, happened: true },
      { time: 200, happened: false },
      { time: 70, happened: false },
    ]);
  });

  it("pair up at equal seeds of equal environments, where neither failed", () => {
    expect(scorePairs(trials, "a", "b", references)).toEqual([[[1, 0.5]]]);
  });
});
