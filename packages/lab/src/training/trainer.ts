import { setImmediate } from "node:timers/promises";
import { bytesOf, policySnapshot, type Run, type RunOwner, RunRecord } from "@drumlin/run";
import type { Agent, TrainingEvent, TrainingSession } from "drumlin";
import type { RunStore } from "../store/run-store.ts";
import { StoreFullError } from "../store/store-errors.ts";
import { CheckpointPace } from "./checkpoint-pace.ts";
import { refuseDiverged } from "./diverged-error.ts";
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

/** Drives a training session and writes its record and checkpoints to the store as it goes, and how it stands in between. */
export class Trainer {
  readonly record: RunRecord;
  readonly #parts: TrainerParts;
  readonly #pace: CheckpointPace;
  readonly #livePace = new LivePace();
  readonly #start = performance.now();
  #storedCount: number;
  #writtenStep: number;
  /** There was something to tell. */
  #hasMetrics = false;

  constructor(parts: TrainerParts) {
    this.#parts = parts;
    const { run, agent, session, storedCount, lastSnapshotStep } = parts;
    this.record = new RunRecord({ agent, session, before: run.progress, lastSnapshotStep });
    this.#pace = new CheckpointPace(run.configuration.checkpointEvery, session.step, this.#start);
    this.#storedCount = storedCount;
    this.#writtenStep = session.step;
  }

  /** Of the last checkpoint that the store has. */
  get checkpointStep(): number {
    return this.#writtenStep;
  }

  /** Share of the time that went into writing. */
  get writingShare(): number {
    return (this.#pace.total + this.#livePace.total) / (performance.now() - this.#start);
  }

  /**
   * Trains to the run's goal or to an interruption, and leaves a checkpoint and the live state of the very last step. Throws a
   * DivergedError, and writes nothing more, once what is learned is no longer numbers.
   */
  async train({ onEvent, interrupted }: TrainerCallbacks): Promise<"complete" | "interrupted"> {
    const { record } = this;
    const { session, run } = this.#parts;
    const { steps, untilSolved } = run.configuration;
    let turn = performance.now();
    for (const event of session.run(steps)) {
      this.#countSeconds();
      record.follow(event);
      this.#hasMetrics ||= record.untaken.metrics.length > 0;
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

  #countSeconds(): void {
    this.record.seconds = this.#parts.run.progress.seconds + (performance.now() - this.#start) / 1000;
  }

  async #end(): Promise<void> {
    this.#countSeconds();
    await this.#checkpoint();
    await this.#tellLive();
  }

  async #tellLive(): Promise<void> {
    const { store, run, owner, agent } = this.#parts;
    const start = performance.now();
    refuseDiverged(agent);
    const { metrics, health } = this.record.untaken;
    const live = {
      writtenAt: Date.now(),
      progress: this.record.progress,
      metrics,
      health,
      frame: bytesOf(agent.policy.frame()),
    };
    // There may be room again when the next checkpoint is due; that one must be written.
    await store.writeLive(run.id, owner, live).catch((error) => {
      if (!(error instanceof StoreFullError)) throw error;
    });
    this.#livePace.written(start, performance.now());
  }

  async #checkpoint(): Promise<void> {
    const { store, run, owner, agent, session } = this.#parts;
    if (session.step === this.#writtenStep) return;
    const start = performance.now();
    refuseDiverged(agent);
    const { state, transitions, storedCount } = agent.snapshot(this.#storedCount);
    const { bufferCapacity } = run.configuration.agent;
    const first = Math.max(this.#storedCount, storedCount - bufferCapacity);
    const count = storedCount - first;
    const { progress } = this.record;
    const { moments, ...measured } = this.record.take();
    await store.writeCheckpoint(run.id, owner, {
      state,
      training: JSON.stringify(session.state()),
      transitions: count === 0 ? null : { first, count, bytes: transitions },
      firstNeeded: storedCount - bufferCapacity,
      progress,
      ...measured,
      snapshots: moments.map(policySnapshot),
    });
    this.#storedCount = storedCount;
    this.#writtenStep = session.step;
    this.#pace.written(session.step, start, performance.now());
  }
}
