import { loadedRun, newRun } from "./begin-run.ts";
import { Driver } from "./driver.ts";
import type { Activity, Report, Request, WatchedStep } from "./messages.ts";
import { Reporter } from "./reporter.ts";
import type { TrainedRun } from "./trained-run.ts";

/** A turn of training takes so many milliseconds; between turns requests are heard. */
const turnLength = 20;

/** What is asked of a run that there is. */
type RunRequest = Exclude<Request, { readonly kind: "start" | "load" | "speed" }>;

/**
 * A run as `drumlin train` conducts it, with the same bits, in turns of a few milliseconds: whoever has an event loop calls
 * `turn` in it, and tells what the visitor asks.
 */
export class PlaygroundTraining {
  readonly #tell: (report: Report) => void;
  readonly #driver = new Driver();
  #current: { readonly run: TrainedRun; readonly reporter: Reporter } | null = null;
  #activity: Activity = "paused";

  constructor(tell: (report: Report) => void) {
    this.#tell = tell;
  }

  /** Does what was asked. Rejects with one sentence when it cannot be done; what was trained goes on then. */
  async handle(request: Request): Promise<void> {
    if (request.kind === "start") this.#begin(await newRun(request.configuration));
    else if (request.kind === "load") this.#begin(await loadedRun(request.bytes, request.configuration));
    else if (request.kind === "speed") this.#driver.setSpeed(request.stepsPerSecond);
    else if (this.#current !== null) this.#carryOut(request, this.#current.run);
  }

  /** Trains for one turn, and gives the milliseconds until it wants the next; null: there is nothing to do. */
  turn(): number | null {
    if (this.#current === null || this.#activity !== "running") return null;
    const { run, reporter } = this.#current;
    const driver = this.#driver;
    const start = performance.now();
    let now = start;
    if (driver.endingIsOver(now)) this.#show(run.environment.beginning);
    while (driver.wait(now) === 0 && now - start < turnLength && !run.hasReachedItsGoal) {
      run.step(driver.nextAction());
      now = performance.now();
      driver.made(now);
      if (driver.isByHand) this.#showStep(run, now);
    }
    run.record.seconds += (now - start) / 1000;
    if (run.hasReachedItsGoal) {
      this.#finish(run);
      return null;
    }
    if (reporter.isDue(now)) this.#report();
    return driver.wait(now);
  }

  /** Stops after an error: what was learned up to there stays. */
  halt(): void {
    if (this.#current !== null) this.#become("paused");
  }

  #carryOut(request: RunRequest, run: TrainedRun): void {
    switch (request.kind) {
      case "pause":
        if (this.#activity === "running") this.#become("paused");
        break;
      case "resume":
        if (this.#activity === "paused") this.#become("running");
        break;
      case "step":
        if (this.#activity !== "done") this.#stepAlone(run);
        break;
      case "go-on":
        if (this.#activity === "done") this.#goOn(run);
        break;
      case "drive":
        this.#driver.give(request.driving);
        if (request.driving === null) break;
        if (this.#activity === "done") this.#goOn(run);
        else this.#become("running");
        break;
      case "hold":
        this.#driver.hold(request.action);
        break;
      case "adjust":
        run.adjust(request.changes);
        this.#tell({ kind: "configured", configuration: run.configuration });
        break;
      case "save":
        this.#tell({ kind: "file", ...run.file(request.format) });
    }
  }

  #begin(run: TrainedRun): void {
    const reporter = new Reporter(this.#tell, run);
    this.#current = { run, reporter };
    this.#activity = "running";
    this.#driver.give(null);
    reporter.open();
  }

  #become(activity: Activity): void {
    this.#activity = activity;
    this.#driver.beginPace();
    this.#report();
  }

  #goOn(run: TrainedRun): void {
    run.extend();
    this.#tell({ kind: "configured", configuration: run.configuration });
    this.#become("running");
  }

  #stepAlone(run: TrainedRun): void {
    this.#activity = "paused";
    run.step(this.#driver.nextAction());
    this.#showStep(run, performance.now());
    if (run.hasReachedItsGoal) this.#finish(run);
    else this.#report();
  }

  #finish(run: TrainedRun): void {
    this.#activity = "done";
    this.#driver.give(null);
    run.finish();
    this.#report();
  }

  #showStep({ environment }: TrainedRun, now: number): void {
    this.#driver.shown(environment.lastStep?.hasEnded === true, now);
    this.#show(environment.lastStep);
  }

  #show(step: WatchedStep | null): void {
    if (step !== null) this.#tell({ kind: "watched", step });
  }

  #report(): void {
    this.#current?.reporter.report(this.#activity, this.#driver.isByHand);
  }
}
