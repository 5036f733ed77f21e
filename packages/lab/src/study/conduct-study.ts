import { formatCount, type TrialRecord } from "@drumlin/run";
import type { StudyStore } from "../store/study-store.ts";
import { Interrupt } from "../terminal/interrupt.ts";
import { type Output, writeLine } from "../terminal/terminal.ts";
import type { Study } from "./study.ts";
import { sweepProgress } from "./sweep-progress.ts";
import { SweepTracker } from "./sweep-status.ts";
import type { Trial } from "./trial.ts";
import { runPool } from "./trial-pool.ts";
import { TrialThread } from "./trial-thread.ts";

/** A study whose missing trials are to be run by this process. */
export interface ConductedStudy {
  readonly store: StudyStore;
  readonly study: Study;
  readonly trials: readonly Trial[];
  /** Trials at a time. */
  readonly workers: number;
  /** URL of the module that registers environments of its own, if it has any. */
  readonly environments?: string | undefined;
  /** Failed trials are missing ones. */
  readonly retryFailed: boolean;
  /** The command line that goes on with it. */
  readonly command: string;
}

/** The trials of a study that have no record, or a failed one where those are to be run again. */
export function missingTrials(
  trials: readonly Trial[],
  records: ReadonlyMap<string, TrialRecord>,
  retryFailed: boolean,
): Trial[] {
  return trials.filter(({ identity }) => {
    const status = records.get(identity)?.status;
    return status === undefined || (retryFailed && status === "failed");
  });
}

/**
 * Runs the missing trials of a study in workers and keeps each record when its trial ends. Gives all records, or null when
 * Ctrl-C stopped it before the last trial.
 */
export async function conductStudy(
  conducted: ConductedStudy,
  stderr: Output,
): Promise<Map<string, TrialRecord> | null> {
  const { store, study, trials, workers, environments, retryFailed, command } = conducted;
  const { name } = study;
  await store.saveStudy(name, JSON.stringify(study));
  const records = await store.readTrials(name);
  const missing = missingTrials(trials, records, retryFailed);
  const kept = trials.length - missing.length;
  const failed = retryFailed
    ? 0
    : trials.filter(({ identity }) => records.get(identity)?.status === "failed").length;
  const known = { done: kept - failed, failed };
  const threads = Array.from(
    { length: Math.min(workers, missing.length) },
    () => new TrialThread(environments),
  );
  const tracker = new SweepTracker(name, trials.length, threads.length, known);
  const progress = sweepProgress(stderr, () => tracker.status(performance.now()));
  const interrupt = new Interrupt(() =>
    progress.note("Stopping after the trials at work; Ctrl-C again quits at once, without them."),
  );
  let ended = 0;
  try {
    await runPool(missing, threads.length, {
      interrupted: () => interrupt.requested,
      run: (trial, place) => {
        tracker.began(trial, performance.now());
        return threads[place]!.run(trial, (step) => tracker.reached(trial, step));
      },
      onEnd: async (trial, record) => {
        await store.writeTrial(name, trial.identity, record);
        records.set(trial.identity, record);
        ended++;
        tracker.ended(trial, record);
        progress.ended();
      },
    });
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
    progress.end();
    interrupt.release();
  }
  if (ended === missing.length) return records;
  const share = `${formatCount(kept + ended)} of ${formatCount(trials.length)} trials`;
  writeLine(stderr, `Stopped after ${share}; go on with: ${command}`);
  return null;
}
