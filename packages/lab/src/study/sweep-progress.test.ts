import { describe, expect, it } from "vitest";
import { Captured } from "../captured-run.case.ts";
import { expandStudy } from "./expand-study.ts";
import { failedTrial } from "./run-trial.ts";
import { sweepBlock, sweepProgress } from "./sweep-progress.ts";
import { type SweepStatus, SweepTracker } from "./sweep-status.ts";

const status: SweepStatus = {
  study: "sparsity-acrobot",
  done: 5,
  failed: 1,
  total: 18,
  secondsLeft: 200,
  running: [
    { name: "drumlin sparsity=0.001, Acrobot-v1, seed 3", step: 30_000, steps: 60_000, seconds: 21 },
    { name: "drumlin sparsity=0.001, Acrobot-v1, seed 4", step: 0, steps: 60_000, seconds: 1 },
  ],
};

const plain = (_format: unknown, text: string) => text;

describe("the live block of a sweep", () => {
  it("says how many trials are done, failed, running and in all, the time left, and which run", () => {
    expect(sweepBlock(status, 80, plain)).toEqual([
      "sparsity-acrobot",
      `${"━".repeat(13)}${"─".repeat(27)}  33%`,
      "5 of 18 trials done, 1 failed, 2 running, 3:20 left",
      " 50%  0:21  drumlin sparsity=0.001, Acrobot-v1, seed 3",
      "  0%  0:01  drumlin sparsity=0.001, Acrobot-v1, seed 4",
    ]);
  });

  it("keeps within every width, and names eight trials at most", () => {
    const running = Array.from({ length: 20 }, () => status.running[0]!);
    for (let columns = 10; columns <= 120; columns++) {
      const lines = sweepBlock({ ...status, running }, columns, plain);
      expect(lines).toHaveLength(3 + 8 + 1);
      for (const line of lines) expect(line.length).toBeLessThan(columns);
    }
  });
});

describe("the progress of a sweep that is not on a terminal", () => {
  it("is at most a line every few seconds, and a last one", () => {
    const stream = new Captured();
    let now = status;
    const progress = sweepProgress(stream, () => now);
    for (let index = 0; index < 100; index++) progress.ended();
    now = { ...status, done: 17, running: [] };
    progress.end();
    expect(stream.text).toBe(
      "sparsity-acrobot: 5 of 18 trials done, 1 failed, 2 running, 3:20 left\n" +
        "sparsity-acrobot: 17 of 18 trials done, 1 failed\n",
    );
  });
});

describe("the time left", () => {
  const trials = expandStudy({
    name: "six",
    environments: ["CartPole-v1"],
    agents: [{ name: "small", kind: "sgmm-q", options: {}, grid: [] }],
    seeds: [0, 1, 2, 3, 4, 5],
    steps: 100,
    evaluation: { every: 100, episodes: 1 },
  });

  it("is unknown until a trial has ended, then what such trials take on as many workers", () => {
    const tracker = new SweepTracker("six", trials.length, 2, { done: 1, failed: 0 });
    tracker.began(trials[1]!, 0);
    tracker.began(trials[2]!, 0);
    expect(tracker.status(5000)).toMatchObject({ done: 1, secondsLeft: null });
    tracker.ended(trials[1]!, failedTrial(trials[1]!, "", 10));
    expect(tracker.status(10_000)).toMatchObject({ done: 1, failed: 1, secondsLeft: 15 });
    tracker.began(trials[3]!, 10_000);
    tracker.reached(trials[3]!, 50);
    const { secondsLeft, running } = tracker.status(14_000);
    expect(running.map(({ step, seconds }) => [step, seconds])).toEqual([
      [0, 14],
      [50, 4],
    ]);
    expect(secondsLeft).toBe((6 + 2 * 10) / 2);
  });
});
