import type { TrialRecord } from "@drumlin/run";
import { describe, expect, it } from "vitest";
import { finalReturn } from "./final-return.ts";
import { resultTable } from "./result-table.ts";
import { failedTrial } from "./run-trial.ts";
import { studyResult } from "./study-result.ts";
import type { Trial } from "./trial.ts";

const trial = (agent: string, seed: number): Trial => ({
  identity: `${agent}-${seed}`,
  agent,
  kind: "sgmm-q",
  environment: "CartPole-v1",
  options: { sparsity: 0.001 },
  seed,
  steps: 1000,
  evaluation: { every: 100, episodes: 2 },
});

const done = (of: Trial, solvedAtStep: number | null, earned: number, nonzero: number): TrialRecord => ({
  ...failedTrial(of, "", 1),
  status: "done",
  solvedAtStep,
  finalReturn: earned,
  parameters: { total: 100, nonzero },
});

const trials = [0, 1, 2].flatMap((seed) => [trial("small", seed), trial("large", seed)]);
const records = new Map<string, TrialRecord>([
  ["small-0", done(trials[0]!, 400, 100, 30)],
  ["small-1", done(trials[2]!, null, 200, 40)],
  ["small-2", done(trials[4]!, 600, 300, 50)],
  ["large-0", done(trials[1]!, null, 5, 90)],
  ["large-1", failedTrial(trials[3]!, "out of\n memory", 2)],
]);

describe("the result of a study", () => {
  const result = studyResult("grid", trials, records);

  it("has a row an agent and environment, and tells failed trials with their sentences", () => {
    expect(result).toEqual({
      study: "grid",
      trials: 6,
      done: 4,
      failed: 1,
      rows: [
        {
          agent: "small",
          environment: "CartPole-v1",
          options: { sparsity: 0.001 },
          seeds: 3,
          solved: 2,
          failed: 0,
          medianSolvedAtStep: 600,
          finalInterquartileMean: 200,
          low: 100,
          high: 300,
          medianParameters: 40,
        },
        {
          agent: "large",
          environment: "CartPole-v1",
          options: { sparsity: 0.001 },
          seeds: 3,
          solved: 0,
          failed: 1,
          medianSolvedAtStep: null,
          finalInterquartileMean: 5,
          low: 5,
          high: 5,
          medianParameters: 90,
        },
      ],
      failures: [{ trial: "large, CartPole-v1, seed 1", error: "out of memory" }],
    });
  });

  it("is a table with a line a row", () => {
    expect(resultTable(result).split("\n")).toEqual([
      "agent  environment  seeds  solved  median solved at  final return  95 % interval  parameters  failed",
      "small  CartPole-v1      3       2               600           200      100 … 300          40       0",
      "large  CartPole-v1      3       0                 –             5          5 … 5          90       1",
    ]);
  });
});

describe("the final return over seeds", () => {
  it("is the mean without the lowest and the highest quarter", () => {
    expect(finalReturn([1000, 4, 3, 2, 1, -50, 5, 6])!.interquartileMean).toBe((2 + 3 + 4 + 5) / 4);
    expect(finalReturn([1, 2, 6])!.interquartileMean).toBe(3);
  });

  it("lies in its interval, which is the same for the same returns and narrower for more of them", () => {
    const few = [1, 2, 3, 4, 5, 6, 7, 8];
    const { interquartileMean, low, high } = finalReturn(few)!;
    expect(low).toBeLessThan(interquartileMean);
    expect(high).toBeGreaterThan(interquartileMean);
    expect(finalReturn(few)).toEqual(finalReturn(few));
    const many = finalReturn([...few, ...few, ...few, ...few])!;
    expect(many.high - many.low).toBeLessThan(high - low);
  });

  it("is null where there is none", () => {
    expect(finalReturn([])).toBeNull();
  });
});
