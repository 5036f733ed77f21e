import { policyMoment, type RunMessage, type RunProgress, Speedometer } from "@drumlin/run";
import type { Activity, Report } from "./messages.ts";
import type { TrainedRun } from "./trained-run.ts";

/** Milliseconds between two reports of a training that goes on. */
const reportEvery = 90;
/** Bytes of a policy that views take in a millisecond: a policy of many dimensions is told of more rarely. */
const bytesPerMillisecond = 150;

/** Tells what is new of one run, and how often. */
export class Reporter {
  readonly #tell: (report: Report) => void;
  readonly #run: TrainedRun;
  #reportedAt = Number.NEGATIVE_INFINITY;
  #speedometer = new Speedometer();
  /** Seconds of training until it was solved first. */
  #solvedAfter: number | null = null;
  #shownStep = -1;
  /** The next moment is told then, or when there is nothing else to tell. */
  #showsAt = Number.NEGATIVE_INFINITY;

  constructor(tell: (report: Report) => void, run: TrainedRun) {
    this.#tell = tell;
    this.#run = run;
  }

  /** Whether the last report of a training that goes on is long enough ago. */
  isDue(now: number): boolean {
    return now - this.#reportedAt >= reportEvery;
  }

  /** Tells of the run what its page must know first. */
  open(): void {
    const { id, name, createdAt, configuration, environment, record, result } = this.#run;
    const begun = { id, name, configuration, createdAt, updatedAt: createdAt };
    const run = { ...begun, state: "running", progress: record.progress, result } as const;
    this.report("running", false, [{ kind: "opening", run, spec: environment.spec, health: [] }]);
  }

  /** Tells all that is new; `first` before the rest. */
  report(activity: Activity, isDriven: boolean, first: readonly RunMessage[] = []): void {
    const { record, result } = this.#run;
    const { progress } = record;
    if (progress.solvedAtStep !== null) this.#solvedAfter ??= progress.seconds;
    const { metrics, health, moments: history } = record.take();
    this.#reportedAt = performance.now();
    const messages = [...first];
    if (metrics.length > 0)
      messages.push({
        kind: "points",
        points: metrics.map(({ name, step, value }) => [name, step, value] as const),
      });
    if (health.length > 0) messages.push({ kind: "health", events: health });
    messages.push(...this.#moment(activity));
    if (history.length > 0) messages.push({ kind: "snapshots", step: history.at(-1)!.step });
    messages.push({
      kind: "progress",
      state: activity === "paused" ? "interrupted" : activity,
      progress,
      updatesPerSecond: this.#updatesPerSecond(activity, progress),
      measuredAt: Date.now(),
      result,
    });
    this.#tell({ kind: "run", activity, isDriven, messages, history, solvedAfter: this.#solvedAfter });
  }

  /** By the clock, so that a slower pace is seen; a pause is not counted. */
  #updatesPerSecond(activity: Activity, progress: RunProgress): number | null {
    this.#speedometer.add({ ...progress, seconds: this.#reportedAt / 1000 });
    const { speed } = this.#speedometer;
    if (activity !== "running") this.#speedometer = new Speedometer();
    return activity === "paused" ? null : (speed?.updatesPerSecond ?? null);
  }

  /** The policy now, where it is another one and views can take it in. */
  #moment(activity: Activity): RunMessage[] {
    const { agent, session } = this.#run;
    const isDue = this.#reportedAt >= this.#showsAt || activity !== "running";
    if (!isDue || session.step === this.#shownStep) return [];
    const moment = policyMoment(agent, session.step);
    this.#shownStep = session.step;
    this.#showsAt = this.#reportedAt + moment.frame.byteLength / bytesPerMillisecond;
    return [{ kind: "moment", moment }];
  }
}
