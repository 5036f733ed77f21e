import { learnableEnvironment, type RunConfiguration } from "@drumlin/run";
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { adjustableOptions, presetValues } from "drumlin";
import { RunModel } from "../state/run-model.ts";
import { downloadFile } from "../ui/download-file.ts";
import { fieldsByFlag, type Reading, readWords, type Words, wordsOf } from "./configuration.ts";
import { type Hands, handsFor, realTimeRate } from "./hands.ts";
import { linkHash, wordsOfHash } from "./link.ts";
import type { Activity, Report, Request, WatchedStep } from "./messages.ts";

/** Milliseconds without a further change after which changed rates are told to the agent. */
const adjustmentDelay = 200;
/** The same for the page's address, which browsers let a page change only so often. */
const addressDelay = 200;

/** What makes a run another one than its seed would give. */
export type Deviation = "driven" | "adjusted" | "loaded";

/** The playground as the page sees it: what the visitor chose, and the run that the worker trains. */
export class PlaygroundModel {
  readonly words: Signal<Words> = signal({});
  readonly reading: ReadonlySignal<Reading> = computed(() => readWords(this.words.value));
  /** What was wrong in the link that was opened. */
  readonly linkProblems: Signal<readonly string[]> = signal([]);
  /** A new one for every start. */
  readonly run: Signal<RunModel>;
  /** How many runs there were before: tells one from the next. */
  readonly runNumber = signal(0);
  readonly activity: Signal<"idle" | Activity> = signal("idle");
  readonly isStarting = signal(false);
  /** What the worker could not do. */
  readonly problem: Signal<string | null> = signal(null);
  readonly solvedAfter: Signal<number | null> = signal(null);
  readonly deviations: Signal<ReadonlySet<Deviation>> = signal(new Set<Deviation>());
  /** In multiples of real time; Infinity: as fast as it goes. */
  readonly speed = signal(Number.POSITIVE_INFINITY);
  readonly isDriving = signal(false);
  /** By hand, a share of real time. */
  readonly drivingPace = signal(1);
  readonly held: Signal<number | null> = signal(null);
  readonly watched: Signal<WatchedStep | null> = signal(null);
  /** Flags of what was changed and counts only from the next start. */
  readonly waiting: ReadonlySignal<ReadonlySet<string>> = computed(() => {
    const configuration = this.run.value.configuration.value;
    if (configuration === null) return new Set();
    const [running, chosen] = [wordsOfRun(configuration), wordsOf(this.reading.value.configuration)];
    const flags = [...Object.keys(running), ...Object.keys(chosen)];
    return new Set(flags.filter((flag) => running[flag] !== chosen[flag] && !isAdjustable(flag)));
  });
  #worker: Worker | null = null;
  #adjustment: ReturnType<typeof setTimeout> | undefined;
  readonly #ends: (() => void)[] = [];

  /** Begins with what the page's address says, and keeps it up to date until `close`. */
  constructor() {
    this.#open(wordsOfHash(location.hash));
    this.run = signal(untrainedRun(this.reading.peek().configuration.environment));
    let saving: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      if (location.hash.startsWith("#/playground") && location.hash !== this.link)
        this.#open(wordsOfHash(location.hash));
    };
    addEventListener("hashchange", follow);
    this.#ends.push(
      () => removeEventListener("hashchange", follow),
      () => clearTimeout(saving),
      effect(() => {
        const { link } = this;
        clearTimeout(saving);
        saving = setTimeout(() => history.replaceState(history.state, "", link), addressDelay);
      }),
      effect(() => {
        const { environment } = this.reading.value.configuration;
        if (this.activity.value === "idle" && this.run.peek().spec.peek()?.id !== environment)
          this.#show(untrainedRun(environment));
      }),
    );
  }

  /** The part of the address that opens the playground as it stands. */
  get link(): string {
    return linkHash(wordsOf(this.reading.value.configuration));
  }

  /** Everything that was written can be trained. */
  get isValid(): boolean {
    return Object.keys(this.reading.value.problems).length === 0;
  }

  get hands(): Hands | null {
    const spec = this.run.value.spec.value;
    return spec && handsFor(spec);
  }

  /** Ends the training. */
  close(): void {
    this.#worker?.terminate();
    clearTimeout(this.#adjustment);
    for (const end of this.#ends) end();
  }

  /** Leaves a field to its usual value. */
  leave(flag: string): void {
    const { [flag]: _, ...others } = this.words.peek();
    this.words.value = others;
  }

  /** Takes what was written into a field. Rates are told to the agent that learns. */
  write(flag: string, text: string): void {
    this.words.value = { ...this.words.peek(), [flag]: text };
    if (this.activity.peek() === "idle" || !isAdjustable(flag)) return;
    clearTimeout(this.#adjustment);
    this.#adjustment = setTimeout(() => this.#adjust(), adjustmentDelay);
  }

  start(): void {
    if (!this.isValid) return;
    this.isStarting.value = true;
    this.#ask({ kind: "start", configuration: this.reading.peek().configuration });
  }

  pause(): void {
    this.#ask({ kind: "pause" });
  }

  resume(): void {
    if (!this.isDriving.peek()) this.run.peek().isDriven.value = false;
    this.#ask({ kind: "resume" });
  }

  step(): void {
    this.run.peek().isDriven.value = true;
    this.#ask({ kind: "step" });
  }

  goOn(): void {
    this.#ask({ kind: "go-on" });
  }

  setSpeed(speed: number): void {
    this.speed.value = speed;
    if (this.activity.peek() !== "idle") this.#tellSpeed();
  }

  /** Gives the environment into the visitor's hands, or back. */
  drive(isDriving: boolean): void {
    const { hands } = this;
    if (hands === null) return;
    this.#setDriving(isDriving);
    this.held.value = null;
    const stepsPerSecond = this.#realTimeRate * this.drivingPace.peek();
    this.#ask({
      kind: "drive",
      driving: isDriving ? { stepsPerSecond, waits: hands.waits, neutral: hands.neutral } : null,
    });
    if (isDriving) this.#deviate("driven");
  }

  /** Drives at another share of real time. */
  setDrivingPace(pace: number): void {
    this.drivingPace.value = pace;
    if (this.isDriving.peek()) this.drive(true);
  }

  /** The key of this action is held, or none. */
  hold(action: number | null): void {
    if (!this.isDriving.peek() || this.held.peek() === action) return;
    this.held.value = action;
    this.#ask({ kind: "hold", action });
  }

  save(format: "model" | "policy"): void {
    this.#ask({ kind: "save", format });
  }

  async load(file: Blob): Promise<void> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    this.isStarting.value = true;
    this.#ask({ kind: "load", bytes, configuration: this.reading.peek().configuration });
  }

  get #realTimeRate(): number {
    return realTimeRate(this.run.peek().spec.peek()!.id);
  }

  #tellSpeed(): void {
    this.#ask({ kind: "speed", stepsPerSecond: this.#realTimeRate * this.speed.peek() });
  }

  #open(words: Words): void {
    const { configuration, problems } = readWords(words);
    this.linkProblems.value = Object.values(problems);
    this.words.value = wordsOf(configuration);
  }

  #ask(request: Request): void {
    this.problem.value = null;
    this.#worker ??= this.#createWorker();
    this.#worker.postMessage(request);
  }

  #createWorker(): Worker {
    const worker = new Worker(new URL("./training-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Report>) => batch(() => this.#hear(data));
    worker.onerror = (event) => {
      worker.terminate();
      this.#worker = null;
      this.isStarting.value = false;
      this.activity.value = "idle";
      this.problem.value = `The training broke off: ${event.message || "this browser did not start it"}.`;
    };
    return worker;
  }

  #hear(report: Report): void {
    switch (report.kind) {
      case "run": {
        const isNew = report.messages.some(({ kind }) => kind === "opening");
        if (isNew) this.#show(new RunModel());
        const run = this.run.peek();
        for (const message of report.messages) run.apply(message);
        if (report.history.length > 0) run.remember(report.history);
        this.activity.value = report.activity;
        this.solvedAfter.value = report.solvedAfter;
        if (isNew) this.#begin(run);
        if (report.activity === "done" || report.isDriven) this.#setDriving(report.isDriven);
        break;
      }
      case "configured": {
        const { configuration } = this.run.peek();
        const { steps, untilSolved } = report.configuration;
        // It goes on beyond its goal: the form shows the new one.
        if (configuration.peek()?.steps !== steps || configuration.peek()?.untilSolved !== untilSolved)
          this.words.value = {
            ...this.words.peek(),
            steps: String(steps),
            "until-solved": untilSolved ? "yes" : "no",
          };
        configuration.value = report.configuration;
        break;
      }
      case "watched": {
        const run = this.run.peek();
        if (!run.isDriven.peek()) break;
        run.present.value = report.step.observation;
        run.presentAction.value = report.step.action;
        this.watched.value = report.step;
        break;
      }
      case "file":
        downloadFile(report.name, report.content);
        break;
      case "problem":
        this.isStarting.value = false;
        this.problem.value = report.problem;
    }
  }

  #show(run: RunModel): void {
    this.run.value = run;
    this.runNumber.value = this.runNumber.peek() + 1;
  }

  /** A loaded agent brings its own options, which the form then shows. */
  #begin({ configuration, progress }: RunModel): void {
    this.isStarting.value = false;
    this.#forget();
    this.words.value = wordsOfRun(configuration.peek()!);
    if (progress.peek()!.step > 0) this.#deviate("loaded");
    if (Number.isFinite(this.speed.peek())) this.#tellSpeed();
  }

  #forget(): void {
    this.isDriving.value = false;
    this.held.value = null;
    this.watched.value = null;
    this.deviations.value = new Set();
  }

  #setDriving(isDriving: boolean): void {
    this.isDriving.value = isDriving;
    this.run.peek().isDriven.value = isDriving;
  }

  #adjust(): void {
    const configuration = this.run.peek().configuration.peek();
    if (configuration === null || !this.isValid) return;
    const { agent: given, preset } = this.reading.peek().configuration;
    const chosen = { ...presetValues(preset, configuration.agent.stateCount), ...given };
    const changed = adjustableOptions.filter((name) => chosen[name] !== configuration.agent[name]);
    if (changed.length === 0) return;
    this.#deviate("adjusted");
    this.#ask({ kind: "adjust", changes: Object.fromEntries(changed.map((name) => [name, chosen[name]])) });
  }

  #deviate(deviation: Deviation): void {
    this.deviations.value = new Set([...this.deviations.peek(), deviation]);
  }
}

/** Whether an option of this flag can change while an agent learns. */
function isAdjustable(flag: string): boolean {
  return fieldsByFlag.get(flag)?.adjustable === true;
}

/** The words that a run was begun with. */
function wordsOfRun({ environment, seed, steps, untilSolved, agent }: RunConfiguration): Words {
  return wordsOf({ environment, seed, steps, untilSolved, preset: agent.preset, agent });
}

/** The environment, and nothing that was learned in it. */
function untrainedRun(environment: string): RunModel {
  const run = new RunModel();
  run.spec.value = learnableEnvironment(environment).spec;
  run.state.value = "interrupted";
  return run;
}
