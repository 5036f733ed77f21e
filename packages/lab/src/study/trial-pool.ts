import type { TrialRecord } from "@drumlin/run";
import type { Trial } from "./trial.ts";

/** How the trials of a pool are run, and who follows them. */
export interface PoolCallbacks {
  /** `place`: which of the trials at a time, from 0; no two have the same at once. */
  run(trial: Trial, place: number): Promise<TrialRecord>;
  /** Called when a trial ends, before the next one begins in its place: what it writes is written by then. */
  onEnd(trial: Trial, record: TrialRecord): Promise<void>;
  /** Asked before each trial: whether to begin no more. */
  interrupted(): boolean;
}

/** Runs trials in their order, `workers` at a time, until all have ended or no more are wanted; takes each when its turn comes. */
export async function runPool(
  trials: Iterable<Trial>,
  workers: number,
  { run, onEnd, interrupted }: PoolCallbacks,
): Promise<void> {
  const waiting = trials[Symbol.iterator]();
  let isOver = false;
  const next = () => (isOver || interrupted() ? undefined : waiting.next().value);
  const work = async (place: number) => {
    for (let trial = next(); trial !== undefined; trial = next()) await onEnd(trial, await run(trial, place));
  };
  try {
    await Promise.all(Array.from({ length: workers }, (_, place) => work(place)));
  } finally {
    // What could not be kept once will not be kept the next time: the other workers begin nothing more.
    isOver = true;
  }
}
