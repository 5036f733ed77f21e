import { formatCount } from "@drumlin/run";
import type { StudyStore } from "../store/study-store.ts";
import { Interrupt } from "../terminal/interrupt.ts";
import { type Output, writeLine } from "../terminal/terminal.ts";
import { type EndedTrials, endedCounts, endedTrials } from "./ended-trials.ts";
import { studyTrials, trialCount } from "./expand-study.ts";
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
  /** Trials at a time. */
  readonly workers: number;
  /** URL of the module that registers environments of its own, if it has any. */
  readonly environments?: string | undefined;
  /** Failed trials are missing ones. */
  readonly retryFailed: boolean;
  /** The command line that goes on with it. */
  readonly command: string;
}

/** The trials of a study that have not ended, or failed where those are to be run again; each is made when it is asked for. */
function* missingTrials(study: Study, ended: EndedTrials, retryFailed: boolean): Generator<Trial> {
  for (const trial of studyTrials(study)) {
    const status = ended.get(trial.identity);
    if (status === undefined || (retryFailed && status === "failed")) yield trial;
  }
}

/**
 * Runs the missing trials of a study in workers and keeps each record when its trial ends. Gives whether all have ended: false
 * when Ctrl-C stopped it before the last trial.
 */
export async function conductStudy(conducted: ConductedStudy, stderr: Output): Promise<boolean> {
  const { store, study, workers, environments, retryFailed, command } = conducted;
  const { name } = study;
  await store.saveStudy(name, JSON.stringify(study));
  const ended = await endedTrials(store, study);
  const { done, failed } = endedCounts(ended);
  const known = { done, failed: retryFailed ? 0 : failed };
  const kept = known.done + known.failed;
  const total = trialCount(study);
  const missing = total - kept;
  const threads = Array.from({ length: Math.min(workers, missing) }, () => new TrialThread(environments));
  const tracker = new SweepTracker(name, total, threads.length, known);
  const progress = sweepProgress(stderr, () => tracker.status(performance.now()));
  const interrupt = new Interrupt(() =>
    progress.note("Stopping after the trials at work; Ctrl-C again quits at once, without them."),
  );
  let ran = 0;
  try {
    await runPool(missingTrials(study, ended, retryFailed), threads.length, {
      interrupted: () => interrupt.requested,
      run: (trial, place) => {
        tracker.began(trial, performance.now());
        return threads[place]!.run(trial, (step) => tracker.reached(trial, step));
      },
      onEnd: async (trial, record) => {
        await store.writeTrial(name, trial.identity, record);
        ran++;
        tracker.ended(trial, record);
        progress.ended();
      },
    });
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
    progress.end();
    interrupt.release();
  }
  if (ran === missing) return true;
  const share = `${formatCount(kept + ran)} of ${formatCount(total)} trials`;
  writeLine(stderr, `Stopped after ${share}; go on with: ${command}`);
  return false;
}
