import type { RunEntry } from "@drumlin/run";
import { resolveAgentOptions } from "drumlin";
import { expect, test } from "vitest";
import { filteredRows } from "../ui/sorted-rows.ts";
import { filterText, firstOrder, withUnchanged } from "./run-rows.ts";

const entry = (name: string, state: RunEntry["state"], createdAt: string, step = 0): RunEntry => ({
  id: name,
  name,
  state,
  createdAt,
  updatedAt: createdAt,
  result: null,
  progress: {
    step,
    episodes: 0,
    updates: 0,
    seconds: 0,
    solvedAtStep: null,
    lastEvaluation: null,
    liveComponents: null,
  },
  configuration: {
    environment: "CartPole-v1",
    seed: 1,
    steps: 1000,
    untilSolved: false,
    checkpointEvery: 1000,
    backend: "simd",
    evaluation: { every: 1000, episodes: 20, seed: 20_000 },
    agent: resolveAgentOptions({ observationSize: 4, actionCount: 2, componentCount: 7 }),
  },
});

const old = entry("old", "running", "2026-01-01T00:00:00Z");
const newer = entry("newer", "done", "2026-03-01T00:00:00Z");
const newest = entry("newest", "failed", "2026-04-01T00:00:00Z");

test("a run that trains is on top, however old; the others follow newest first", () => {
  expect(firstOrder([newer, old, newest]).map(({ name }) => name)).toEqual(["old", "newest", "newer"]);
});

test("the filter finds a run by its environment, its state and any option", () => {
  const runs = [old, newer, newest];
  expect(filteredRows(runs, "cartpole done", filterText)).toEqual([newer]);
  expect(filteredRows(runs, "componentCount=7", filterText)).toEqual(runs);
  expect(filteredRows(runs, "componentCount=8", filterText)).toEqual([]);
});

test("a run that has not changed stays the same object, one that has is the new one", () => {
  const again = structuredClone([old, newer]);
  const moved = { ...again[0]!, progress: { ...old.progress, step: 10 } };
  const list = withUnchanged([old, newer], [moved, again[1]!, newest]);
  expect(list[0]).toBe(moved);
  expect(list[1]).toBe(newer);
  expect(list[2]).toBe(newest);
});
