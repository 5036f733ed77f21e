import {
  type EncodedMoment,
  type HealthRecord,
  type LiveState,
  learnableEnvironment,
  type OpeningMessage,
  type Run,
  type RunConfiguration,
  type RunMessage,
  Speedometer,
  UsageError,
} from "@drumlin/run";
import { type EnvironmentSpec, registeredEnvironments } from "drumlin";
import { findRun } from "../store/find-run.ts";
import { runState } from "../store/run-state.ts";
import type { RunStore } from "../store/run-store.ts";
import { feed, type Teller, type Telling } from "./feed.ts";
import { latestProgress, type MeasuredProgress, runEntry } from "./run-entry.ts";
import type { StoreWatch } from "./store-watch.ts";
import { ToldPoints } from "./told-points.ts";

/** Buckets of each metric in the opening. */
const openingBuckets = 1000;

/** Milliseconds between two moments: what is drawn of one costs the machine that trains more than all else on the page. */
const momentSpacing = 240;

/** Milliseconds after which a killed trainer is noticed: that changes nothing in the store. */
const patience = 2000;

/** What a run's page hears. */
export type ServedRunMessage = RunMessage<EncodedMoment>;

/** The run with this id, or that a user means by this. Throws UsageError when there is none. */
export async function namedRun(store: RunStore, reference: string): Promise<Run> {
  return (await store.run(reference)) ?? findRun(store, reference);
}

/** A run by its id or name: its opening, then what happens to it. */
export function runFeed(
  watch: StoreWatch,
  reference: string,
  signal: AbortSignal,
): AsyncGenerator<ServedRunMessage> {
  return feed<ServedRunMessage>(watch, () => new RunTeller(reference), signal);
}

class RunTeller implements Teller<ServedRunMessage> {
  readonly #reference: string;
  readonly #speedometer = new Speedometer();
  readonly #toldHealth = new Set<string>();
  #id: string | null = null;
  #isOpen = false;
  #toldPoints: ToldPoints | null = null;
  /** Of the checkpoint that was read last. */
  #checkpointStep = -1;
  #snapshotStep = -1;
  #toldSnapshotStep = -1;
  #toldProgress = "";
  #momentStep = -1;
  #momentAt = Number.NEGATIVE_INFINITY;

  constructor(reference: string) {
    this.#reference = reference;
  }

  async tell(store: RunStore): Promise<Telling<ServedRunMessage>> {
    this.#id ??= (await namedRun(store, this.#reference)).id;
    // The live state before the rest: what a checkpoint takes over from it meanwhile is then found among what is stored.
    const live = await store.readLive(this.#id);
    const run = await store.run(this.#id);
    if (run === null) throw new UsageError(`run ${this.#reference} is no longer in ${store.url}`);
    const latest = latestProgress(run, live);
    const isOpening = !this.#isOpen;
    const messages = [
      ...(isOpening ? [await this.#opening(store, run, latest)] : await this.#measured(store, run, live)),
      ...this.#progress(run, latest),
      ...this.#snapshots(),
    ];
    const wait = this.#momentAt + momentSpacing - performance.now();
    const isMomentDue = this.#latestMomentStep(live) !== this.#momentStep;
    if (isMomentDue && wait <= 0) messages.push(...(await this.#moment(store, run.id, live)));
    // The opening is on its way before the metrics are read.
    if (isOpening) return { messages, rest: 1, patience: 0 };
    return { messages, rest: 0, patience: isMomentDue && wait > 0 ? wait : patience };
  }

  /** Metrics and health events: first those that are stored, thinned, then what is new. */
  async #measured(store: RunStore, run: Run, live: LiveState | null): Promise<ServedRunMessage[]> {
    const messages: ServedRunMessage[] = [];
    let { metrics, health } = live ?? { metrics: [], health: [] };
    const isCheckpointNew = await this.#noteCheckpoint(store, run);
    if (this.#toldPoints === null) {
      const series = await store.thinMetrics(run.id, openingBuckets);
      messages.push({ kind: "series", series });
      this.#toldPoints = new ToldPoints(series);
    } else if (isCheckpointNew) {
      metrics = [...(await store.readMetricsFrom(run.id, this.#toldPoints.lastStep)), ...metrics];
    }
    if (isCheckpointNew) health = [...(await store.readHealth(run.id)), ...health];
    const points = this.#toldPoints.take(metrics);
    if (points.length > 0) messages.push({ kind: "points", points });
    const events = this.#freshHealth(health);
    if (events.length > 0) messages.push({ kind: "health", events });
    return messages;
  }

  async #opening(store: RunStore, run: Run, latest: MeasuredProgress): Promise<OpeningMessage> {
    this.#isOpen = true;
    this.#speedometer.add(run.progress);
    await this.#noteCheckpoint(store, run);
    const health = await store.readHealth(run.id);
    this.#freshHealth(health);
    return {
      kind: "opening",
      run: runEntry(run, latest),
      spec: knownSpec(run.configuration),
      health,
    };
  }

  /** Whether there is a checkpoint that was not seen yet. */
  async #noteCheckpoint(store: RunStore, run: Run): Promise<boolean> {
    if (run.progress.step === this.#checkpointStep) return false;
    this.#checkpointStep = run.progress.step;
    this.#snapshotStep = await store.lastSnapshotStep(run.id);
    return true;
  }

  /** Those that were not told, by step. */
  #freshHealth(events: readonly HealthRecord[]): HealthRecord[] {
    return events
      .filter(({ step, signature, detail }) => {
        const key = `${step} ${signature} ${detail}`;
        const isFresh = !this.#toldHealth.has(key);
        this.#toldHealth.add(key);
        return isFresh;
      })
      .sort((a, b) => a.step - b.step);
  }

  #progress(run: Run, { progress, measuredAt }: MeasuredProgress): ServedRunMessage[] {
    const state = runState(run);
    this.#speedometer.add(progress);
    const told = `${state} ${measuredAt} ${progress.step}`;
    if (told === this.#toldProgress) return [];
    this.#toldProgress = told;
    const updatesPerSecond = state === "running" ? (this.#speedometer.speed?.updatesPerSecond ?? null) : null;
    return [{ kind: "progress", state, progress, updatesPerSecond, measuredAt, result: run.result }];
  }

  #snapshots(): ServedRunMessage[] {
    if (this.#snapshotStep === this.#toldSnapshotStep) return [];
    this.#toldSnapshotStep = this.#snapshotStep;
    return [{ kind: "snapshots", step: this.#snapshotStep }];
  }

  #latestMomentStep(live: LiveState | null): number {
    return Math.max(live?.progress.step ?? -1, this.#snapshotStep);
  }

  async #moment(store: RunStore, id: string, live: LiveState | null): Promise<ServedRunMessage[]> {
    this.#momentAt = performance.now();
    this.#momentStep = this.#latestMomentStep(live);
    if (live !== null && live.progress.step > this.#snapshotStep) {
      const moment = { step: live.progress.step, frame: encoded(live.frame), visited: "" };
      return [{ kind: "moment", moment }];
    }
    const snapshots = await store.readSnapshots(id, this.#snapshotStep - 1);
    return snapshots.slice(-1).map(({ step, frame, visited }) => ({
      kind: "moment",
      moment: { step, frame: encoded(frame), visited: encoded(visited) },
    }));
  }
}

/** The environment as an agent sees it. */
function knownSpec({ environment, agent }: RunConfiguration): EnvironmentSpec | null {
  const isKnown = registeredEnvironments().some(({ id }) => id === environment);
  return isKnown ? learnableEnvironment(environment, agent.observationSize).spec : null;
}

function encoded({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
