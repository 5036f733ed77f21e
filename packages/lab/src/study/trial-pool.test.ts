import { describe, expect, it } from "vitest";
import { failedTrial } from "./run-trial.ts";
import type { Trial } from "./trial.ts";
import { type PoolCallbacks, runPool } from "./trial-pool.ts";

const trials = Array.from(
  { length: 7 },
  (_, seed) => ({ identity: String(seed), agent: "a", environment: "e", options: {}, seed }) as Trial,
);

/** Runs the pool of trials that take a turn each, and tells which began and which ended. */
async function follow(workers: number, callbacks: Partial<PoolCallbacks> = {}) {
  const began: number[] = [];
  const ended: number[] = [];
  let running = 0;
  let most = 0;
  const pool = runPool(trials, workers, {
    run: async (trial) => {
      began.push(trial.seed);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return failedTrial(trial, "", 0);
    },
    onEnd: async ({ seed }) => {
      ended.push(seed);
    },
    interrupted: () => ended.length >= 100,
    ...callbacks,
  });
  const error = await pool.then(
    () => null,
    (problem: Error) => problem.message,
  );
  return { began, ended, most, error };
}

describe("a pool of trials", () => {
  it("begins them in order, so many at a time, each once", async () => {
    for (const workers of [1, 3, 20]) {
      const { began, ended, most } = await follow(workers);
      expect(began).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(ended.toSorted()).toEqual(began);
      expect(most).toBe(Math.min(workers, trials.length));
    }
  });

  it("begins none once it is interrupted, and waits for those at work", async () => {
    let stop = false;
    const ended: number[] = [];
    const { began } = await follow(2, {
      interrupted: () => stop,
      onEnd: async ({ seed }) => {
        stop = true;
        ended.push(seed);
      },
    });
    expect(began).toEqual([0, 1]);
    expect(ended).toEqual([0, 1]);
  });

  it("begins none after a record could not be kept, and says why", async () => {
    const { began, error } = await follow(1, { onEnd: () => Promise.reject(new Error("the disk is full")) });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect({ began, error }).toEqual({ began: [0], error: "the disk is full" });
  });
});
