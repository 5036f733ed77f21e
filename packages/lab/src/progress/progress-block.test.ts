import { describe, expect, it } from "vitest";
import { Captured } from "../captured-run.case.ts";
import { progressBlock } from "./progress-block.ts";
import { QuietProgress } from "./quiet-progress.ts";
import type { TrainingStatus } from "./training-status.ts";

const status: TrainingStatus = {
  name: "cartpole-v1-12",
  environment: "CartPole-v1",
  seed: 7,
  step: 37_888,
  steps: 60_000,
  episodes: 412,
  lastReturn: 500,
  meanReturn: 487.25,
  lastEvaluation: { meanReturn: 499.75, standardDeviation: 1.234 },
  solvedReturn: 475,
  solvedAtStep: 4000,
  solvedAndStable: true,
  liveComponents: 41,
  componentCount: 100,
  nonzeroWeights: 180,
  updates: 37_825,
  updatesPerSecond: 3250.4,
  secondsLeft: 12.3,
  healthEvents: 2,
};

const plain = (_format: unknown, text: string) => text;

describe("the live block", () => {
  it("keeps within every width, with the same number of lines", () => {
    for (let columns = 20; columns <= 160; columns++) {
      const lines = progressBlock(status, columns, plain);
      expect(lines).toHaveLength(6);
      for (const line of lines) expect(line.length).toBeLessThan(columns);
    }
  });

  it("says all there is to say at 80 columns", () => {
    expect(progressBlock(status, 80, plain).join("\n")).toBe(
      [
        "cartpole-v1-12  CartPole-v1, seed 7",
        "━━━━━━━━━━━━━━━━━━━━━━━━━──────────────  63%  37,888 of 60,000 steps, 0:12 left",
        "return   last 500           mean of 20 487.25    evaluation 499.75 ± 1.23",
        "solved   at 4,000, stable   from 475 on",
        "model    41 of 100 hills    180 nonzero weights  2 health events",
        "speed    3,250 updates/s    37,825 updates       412 episodes",
      ].join("\n"),
    );
  });

  it("has a sign for what is not known yet", () => {
    const early = { ...status, lastReturn: null, meanReturn: null, lastEvaluation: null, solvedAtStep: null };
    expect(progressBlock(early, 80, plain)[2]).toMatch(/^return {3}last – +mean of 20 – +evaluation –$/);
    expect(progressBlock({ ...early, solvedReturn: null }, 80, plain)[3]).toBe(
      "solved   no threshold is known",
    );
  });
});

describe("progress that is not on a terminal", () => {
  it("is at most a line every few seconds, whatever the number of evaluations, and a last one", () => {
    const stream = new Captured();
    const progress = new QuietProgress(stream);
    for (let index = 0; index < 1000; index++) progress.evaluated(() => status);
    expect(stream.text).toBe(
      "cartpole-v1-12: step 37,888 of 60,000, evaluation 499.75, solved at 4,000, 41 hills, 3,250 updates/s\n",
    );
    progress.end(() => ({ ...status, step: 60_000 }));
    expect(stream.text.split("\n")[1]).toContain("step 60,000 of 60,000");
  });
});
