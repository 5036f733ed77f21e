import type { TrialRecord } from "@drumlin/run";
import { type Trial, trialName } from "./trial.ts";

/** What there is to show of a sweep while it runs. */
export interface SweepStatus {
  readonly study: string;
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  /** Null until the first trial of this sweep has ended. */
  readonly secondsLeft: number | null;
  readonly running: readonly RunningTrial[];
}

/** A trial at work. */
export interface RunningTrial {
  readonly name: string;
  /** Its step at the last evaluation. */
  readonly step: number;
  readonly steps: number;
  /** Since it began. */
  readonly seconds: number;
}

interface Begun {
  readonly trial: Trial;
  readonly instant: number;
  step: number;
}

/** Follows the trials of a sweep and says how it stands. Instants are milliseconds of one clock. */
export class SweepTracker {
  readonly #study: string;
  readonly #total: number;
  readonly #workers: number;
  readonly #running = new Map<string, Begun>();
  readonly #finished: number[] = [];
  #done: number;
  #failed: number;

  constructor(study: string, total: number, workers: number, known: { done: number; failed: number }) {
    this.#study = study;
    this.#total = total;
    this.#workers = workers;
    this.#done = known.done;
    this.#failed = known.failed;
  }

  began(trial: Trial, instant: number): void {
    this.#running.set(trial.identity, { trial, instant, step: 0 });
  }

  reached(trial: Trial, step: number): void {
    this.#running.get(trial.identity)!.step = step;
  }

  ended(trial: Trial, { status, seconds }: TrialRecord): void {
    this.#running.delete(trial.identity);
    this.#finished.push(seconds);
    if (status === "done") this.#done++;
    else this.#failed++;
  }

  /** How the sweep stands at an instant. */
  status(instant: number): SweepStatus {
    const running = Array.from(this.#running.values(), (begun) => ({
      name: trialName(begun.trial),
      step: begun.step,
      steps: begun.trial.steps,
      seconds: (instant - begun.instant) / 1000,
    }));
    return {
      study: this.#study,
      done: this.#done,
      failed: this.#failed,
      total: this.#total,
      secondsLeft: this.#secondsLeft(running),
      running,
    };
  }

  /** What is left takes as long as the finished trials took on average, shared among the workers. */
  #secondsLeft(running: readonly RunningTrial[]): number | null {
    if (this.#finished.length === 0) return null;
    const mean = this.#finished.reduce((sum, seconds) => sum + seconds, 0) / this.#finished.length;
    const waiting = this.#total - this.#done - this.#failed - running.length;
    const begun = running.map(({ seconds }) => Math.max(0, mean - seconds));
    const work = waiting * mean + begun.reduce((sum, seconds) => sum + seconds, 0);
    return Math.max(work / this.#workers, ...begun);
  }
}
