import { describe, expect, it } from "vitest";
import { healthOf, healthyRuns, purposeMadeRuns } from "../experiments/failure-signatures/runs.ts";

const SICK_SEEDS = [0, 1, 2, 3];
const HEALTHY_SEEDS = [0, 1];

describe("a run made for one failure signature shows that one and no other, on every seed", () => {
  it.each(purposeMadeRuns)("$expected: $task, $name", async (run) => {
    for (const seed of SICK_SEEDS) {
      const seen = new Set((await healthOf(run, seed)).map(({ signature }) => signature));
      expect([seed, ...seen]).toEqual([seed, run.expected]);
    }
  });
});

it("over-sparsification is seen in an action without weights, and where no hill is left", async () => {
  const run = purposeMadeRuns.find(({ expected }) => expected === "over-sparsification");
  const details = await Promise.all(SICK_SEEDS.map(async (seed) => (await healthOf(run!, seed))[0].detail));
  expect(details).toContainEqual(expect.stringMatching(/^action \d has no weight left in \d+ hills$/));
  expect(details).toContain("no hill is left");
});

describe("a healthy run shows no failure signature, settled as well as before", () => {
  it.each(healthyRuns(14_000, { componentCount: 20 }))("$task, $name", async (run) => {
    for (const seed of HEALTHY_SEEDS) expect(await healthOf(run, seed)).toEqual([]);
  });
});
