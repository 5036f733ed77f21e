import { expect, test } from "vitest";
import type { TrialRecord } from "../study/trial-record.ts";
import { judgeDifferences } from "./judge-differences.ts";
import { optionPairs } from "./option-pairs.ts";

function trial(options: TrialRecord["options"], seed: number, finalReturn: number | null): TrialRecord {
  return {
    agent: "hills",
    environment: "CartPole-v1",
    options,
    seed,
    status: finalReturn === null ? "failed" : "done",
    curve: [],
    solvedAtStep: null,
    steps: 1000,
    finalReturn,
    parameters: { total: 1, nonzero: 1 },
    seconds: 1,
  };
}

const returnOf = (record: TrialRecord) => record.finalReturn!;

test("a seed is one pair: the means over the places of the grid at which neither value failed", () => {
  const trials = [
    trial({ rate: 1, target: "soft" }, 0, 10),
    trial({ target: "current", rate: 1 }, 0, 4),
    trial({ rate: 2, target: "soft" }, 0, 20),
    trial({ rate: 2, target: "current" }, 0, 6),
    trial({ rate: 3, target: "soft" }, 0, 1000),
    trial({ rate: 3, target: "current" }, 0, null),
    trial({ rate: 1, target: "soft" }, 1, 7),
    trial({ rate: 1, target: "current" }, 1, 8),
  ];
  expect(optionPairs(trials, "target", ["soft", "current"], returnOf)).toEqual([
    {
      environment: "CartPole-v1",
      pairs: [
        [15, 5],
        [7, 8],
      ],
    },
  ]);
});

test("a claim is confirmed by intervals above 0 only, differs by one below it, and is open without seeds", () => {
  const above = { subject: "up", pairs: [3, 4, 5, 6, 7].map((value) => [value, 1] as const) };
  const below = { subject: "down", pairs: above.pairs.map(([high, low]) => [low, high] as const) };
  const around = { subject: "around", pairs: [-2, -1, 0, 1, 2].map((value) => [value, 0] as const) };
  const verdict = (...comparisons: Parameters<typeof judgeDifferences>[0]) =>
    judgeDifferences(comparisons, String).verdict;
  expect(verdict(above)).toBe("confirmed");
  expect(verdict(above, around)).toBe("not confirmed");
  expect(verdict(above, around, below)).toBe("differs");
  expect(verdict(above, { subject: "nothing", pairs: [] })).toBe("open");
  expect(verdict({ subject: "one", pairs: [[2, 1]] })).toBe("open");
});
