import { setImmediate } from "node:timers/promises";
import type { Run, RunOwner, RunProgress } from "@drumlin/run";
import { bytesOf, MetricRecorder, runProgress, SnapshotRecorder } from "@drumlin/run";
import type { Agent, TrainingEvent, TrainingSession } from "drumlin";
import type { RunStore } from "../store/run-store.ts";
import { CheckpointPace } from "./checkpoint-pace.ts";
import { LivePace } from "./live-pace.ts";

/** The event loop gets its turn this often, in milliseconds: signals and the screen are served there. */
const turnPause = 50;

/** What a trainer trains, and where it writes. */
export interface TrainerParts {
  readonly store: RunStore;
  readonly run: Run;
  readonly owner: RunOwner;
  readonly agent: Agent;
  readonly session: TrainingSession;
  /** Transitions that the store has already. */
  readonly storedCount: number;
  /** Step of the last policy snapshot that the store has. */
  readonly lastSnapshotStep: number;
}

/** Who follows the training. */
export interface TrainerCallbacks {
  /** Called for every event, after it was recorded. */
  onEvent(event: TrainingEvent): void;
  /** Asked at every turn of the event loop: whether to stop. */
  interrupted(): boolean;
}

/** Drives a training session and writes its metrics, snapshots and checkpoints to the store as it goes, and how it stands in between. */
export class Trainer {
  readonly #parts: TrainerParts;
  readonly #recorder: MetricRecorder;
  readonly #snapshots: SnapshotRecorder;
  readonly #pace: CheckpointPace;
  readonly #livePace: LivePace;
  readonly #start = performance.now();
  #storedCount: number;
  #writtenStep: number;
  #episodes: number;
  #lastEvaluation: number | null;
  /** There was something to tell. */
  #hasMetrics = false;

  constructor(parts: TrainerParts) {
    this.#parts = parts;
    const { run, agent, session, storedCount, lastSnapshotStep } = parts;
    this.#recorder = new MetricRecorder(agent, session.step);
    this.#snapshots = new SnapshotRecorder(agent, lastSnapshotStep);
    this.#pace = new CheckpointPace(run.configuration.checkpointEvery, session.step, this.#start);
    this.#livePace = new LivePace();
    this.#storedCount = storedCount;
    this.#writtenStep = session.step;
    this.#episodes = run.progress.episodes;
    this.#lastEvaluation = run.progress.lastEvaluation;
  }

  /** Seconds of training, those before earlier interruptions included. */
  get seconds(): number {
    return this.#parts.run.progress.seconds + (performance.now() - this.#start) / 1000;
  }

  /** Share of the time that went into writing. */
  get writingShare(): number {
    return (this.#pace.total + this.#livePace.total) / (performance.now() - this.#start);
  }

  /** Trains to the run's goal or to an interruption, and leaves a checkpoint and the live state of the very last step. */
  async train({ onEvent, interrupted }: TrainerCallbacks): Promise<"complete" | "interrupted"> {
    const { session, run } = this.#parts;
    const { steps, untilSolved } = run.configuration;
    let turn = performance.now();
    for (const event of session.run(steps)) {
      this.#record(event);
      onEvent(event);
      if (untilSolved && session.solvedAndStable) break;
      const now = performance.now();
      if (this.#pace.due(session.step, now)) await this.#checkpoint();
      else if (this.#hasMetrics && this.#livePace.due(now)) await this.#tellLive();
      if (now - turn < turnPause) continue;
      await setImmediate();
      turn = performance.now();
      if (!interrupted()) continue;
      await this.#end();
      return "interrupted";
    }
    await this.#end();
    return "complete";
  }

  #record(event: TrainingEvent): void {
    if (event.kind === "episode") this.#episodes++;
    if (event.kind === "evaluation") this.#lastEvaluation = event.meanReturn;
    this.#recorder.record(event);
    this.#hasMetrics ||= this.#recorder.peek().metrics.length > 0;
    this.#snapshots.record(event.step);
  }

  async #end(): Promise<void> {
    await this.#checkpoint();
    await this.#tellLive();
  }

  async #tellLive(): Promise<void> {
    const { store, run, owner, agent } = this.#parts;
    const start = performance.now();
    await store.writeLive(run.id, owner, {
      writtenAt: Date.now(),
      progress: this.#progress(),
      ...this.#recorder.peek(),
      frame: bytesOf(agent.policy.frame()),
    });
    this.#livePace.written(start, performance.now());
  }

  async #checkpoint(): Promise<void> {
    const { store, run, owner, agent, session } = this.#parts;
    if (session.step === this.#writtenStep) return;
    const start = performance.now();
    const { state, transitions, storedCount } = agent.snapshot(this.#storedCount);
    const { bufferCapacity } = run.configuration.agent;
    const first = Math.max(this.#storedCount, storedCount - bufferCapacity);
    const count = storedCount - first;
    await store.writeCheckpoint(run.id, owner, {
      state,
      training: JSON.stringify(session.state()),
      transitions: count === 0 ? null : { first, count, bytes: transitions },
      firstNeeded: storedCount - bufferCapacity,
      progress: this.#progress(),
      ...this.#recorder.take(),
      snapshots: this.#snapshots.take(),
    });
    this.#storedCount = storedCount;
    this.#writtenStep = session.step;
    this.#pace.written(session.step, start, performance.now());
  }

  #progress(): RunProgress {
    const { agent, session } = this.#parts;
    const counted = { episodes: this.#episodes, seconds: this.seconds, lastEvaluation: this.#lastEvaluation };
    return runProgress(agent, session, counted);
  }
}
