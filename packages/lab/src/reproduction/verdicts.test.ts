import type { TrialRecord } from "@drumlin/run";
import { expect, test } from "vitest";
import { relabelled, trialGroups } from "../analysis/trial-groups.ts";
import { agentPairs } from "./agent-pairs.ts";
import { thirds } from "./early-and-late.ts";
import { judgeNoLower } from "./judge-bar.ts";
import { judgeDifferences } from "./judge-differences.ts";
import { judgeEverySeed } from "./judge-every-seed.ts";
import { fallClaim, judgeLate } from "./judge-late.ts";
import { judgeLikeness } from "./judge-likeness.ts";
import { judgeSeedShare } from "./judge-seed-share.ts";
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
      subject: "CartPole-v1",
      pairs: [
        [15, 5],
        [7, 8],
      ],
    },
  ]);
});

test("agents meet at the seeds at which neither failed and both have a number", () => {
  const ours = [trial({}, 0, 5), trial({}, 1, 6), trial({}, 2, null), trial({}, 3, -1)];
  const theirs = [trial({}, 1, 2), trial({}, 2, 3), trial({}, 3, 4), trial({}, 4, 5)];
  const trials = [...relabelled(ours, () => "ours"), ...relabelled(theirs, () => "theirs")];
  const positive = (record: TrialRecord) => (returnOf(record) > 0 ? returnOf(record) : null);
  expect(agentPairs(trials, ["ours", "theirs"], positive)).toEqual([
    { subject: "CartPole-v1", pairs: [[6, 2]] },
  ]);
});

test("two sides are alike where the whole interval is small, and differ where one is wide and leaves out 0", () => {
  const pairs = (...values: number[]) => [
    { subject: "here", pairs: values.map((value) => [value, 0] as const) },
  ];
  expect(judgeLikeness(pairs(1, 1, 2, 1, 1), 3).verdict).toBe("confirmed");
  expect(judgeLikeness(pairs(8, 9, 8, 9, 8), 3).verdict).toBe("differs");
  expect(judgeLikeness(pairs(-9, 9, -9, 9, 1), 3).verdict).toBe("not confirmed");
  expect(judgeLikeness(pairs(1, 1), 3).verdict).toBe("open");
  expect(judgeLikeness([], 3).verdict).toBe("open");
});

test("a side is no lower where the whole interval lies above minus the tolerance, and lower where one lies below", () => {
  const pairs = (...values: number[]) => ({
    subject: "here",
    pairs: values.map((value) => [value, 0] as const),
  });
  const alike = pairs(-1, -2, -1, 0, -1);
  expect(judgeNoLower([alike, pairs(8, 9, 8, 9, 8)], 3).verdict).toBe("confirmed");
  expect(judgeNoLower([alike, pairs(-9, 9, -9, 9, 1)], 3).verdict).toBe("not confirmed");
  expect(judgeNoLower([alike, pairs(-8, -9, -8, -9, -8)], 3).verdict).toBe("differs");
  expect(judgeNoLower([alike, pairs(1, 1)], 3).verdict).toBe("open");
  expect(judgeNoLower([alike, pairs(-8, -9, -8, -9, -8)], 3).decisive).toBe(
    "here: -8.4 (-8.8 … -8, 5 seeds)",
  );
  expect(judgeNoLower([], 3).verdict).toBe("open");
});

test("what holds on every seed does not hold on one that failed", () => {
  const five = [0, 1, 2, 3, 4].map((seed) => trial({}, seed, 1));
  const verdict = (trials: TrialRecord[]) =>
    judgeEverySeed(trialGroups(trials), (one) => returnOf(one) === 1);
  expect(verdict(five)).toMatchObject({
    verdict: "confirmed",
    figure: "hills, CartPole-v1: 5 of 5 (57 … 100 %)",
  });
  expect(verdict([...five, trial({}, 5, null)]).verdict).toBe("differs");
  expect(verdict(five.slice(1)).verdict).toBe("open");
});

test("what holds on a share of the seeds holds on as many or more, with the interval of that share", () => {
  const seeds = (right: number, of: number) =>
    Array.from({ length: of }, (_, seed) => trial({}, seed, seed < right ? 1 : 0));
  const verdict = (trials: TrialRecord[]) =>
    judgeSeedShare(trialGroups(trials), 0.9, (one) => returnOf(one) === 1);
  expect(verdict(seeds(18, 20))).toMatchObject({
    verdict: "confirmed",
    figure: "hills, CartPole-v1: 18 of 20 seeds (70 … 97 %)",
  });
  expect(verdict(seeds(17, 20)).verdict).toBe("differs");
  expect(verdict([...seeds(9, 9), trial({}, 9, null), trial({}, 10, null)]).verdict).toBe("differs");
  expect(verdict(seeds(4, 4)).verdict).toBe("open");
});

test("what decides is the comparison that reaches lowest, that is farthest apart, or where a seed went wrong", () => {
  const pairs = (subject: string, ...values: number[]) => ({
    subject,
    pairs: values.map((value) => [value, 0] as const),
  });
  const sides = [pairs("up", 3, 4, 5, 6, 7), pairs("little", 1, 1, 1, 1, 1)];
  expect(judgeDifferences(sides, String).decisive).toBe("little: +1 (+1 … +1)");
  const refuted = judgeDifferences([...sides, pairs("down", -2, -2, -2, -2, -2)], String);
  expect(refuted.decisive).toBe("down: -2 (-2 … -2)");
  expect(judgeDifferences([pairs("one", 2)], String).decisive).toBe("one: +2 (+2 … +2)");
  expect(judgeLikeness(sides, 10).decisive).toMatch(/^up: 5 /);
  const groups = trialGroups([0, 1, 2, 3, 4, 5].map((seed) => trial({}, seed, seed === 5 ? null : 1)));
  expect(judgeEverySeed(groups, () => true).decisive).toBe("hills, CartPole-v1: 5 of 6 (44 … 97 %)");
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

/** A trial whose evaluations said these returns. */
const course = (seed: number, returns: readonly number[]): TrialRecord => ({
  ...trial({}, seed, 1),
  curve: returns.map((meanReturn, index) => ({ step: index, meanReturn, metrics: {} })),
});

test("early and late are the means of a run's first and last thirds, of what evaluations say at all", () => {
  const meanReturn = (point: TrialRecord["curve"][number]) => point.meanReturn;
  expect(thirds(course(0, [1, 3, 9, 9, 5, 7]), meanReturn)).toEqual([[2, 6]]);
  expect(thirds(course(0, [1, Number.NaN, 3, 9, 9, 5, 7]), meanReturn)).toEqual([[2, 6]]);
  expect(thirds(course(0, [4]), meanReturn)).toEqual([[4, 4]]);
  expect(thirds(course(0, [Number.NaN]), meanReturn)).toEqual([]);
});

test("late a run is on one side of a bar where its whole interval is, and it has fallen where late is below early", () => {
  const read = (point: TrialRecord["curve"][number]) => point.meanReturn;
  const runs = [0, 1, 2, 3, 4].map((seed) => course(seed, [9, 5, 1 + seed / 10]));
  const late = (bar: number, side: "above" | "below", trials = runs) =>
    judgeLate(trials, { agents: ["hills"], read, side, bar, format: String, unit: "" }).verdict;
  const verdicts = ["confirmed", "not confirmed", "differs"];
  expect([1, 1.2, 2].map((bar) => late(bar, "above"))).toEqual(verdicts);
  expect([2, 1.2, 1].map((bar) => late(bar, "below"))).toEqual(verdicts);
  expect(late(2, "below", runs.slice(1))).toBe("open");
  expect(fallClaim("it falls", "ours", runs, { agents: ["hills"], read }).verdict).toBe("confirmed");
});
