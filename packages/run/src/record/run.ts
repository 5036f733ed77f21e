import type { ResolvedAgentOptions } from "drumlin";

/** Where a run stands. A run that says "running" while its owner is dead was killed and can be resumed. */
export type RunStatus = "running" | "interrupted" | "done" | "failed";

/** Everything that was asked for when the run was made: with it the run can be made again. */
export interface RunConfiguration {
  readonly environment: string;
  readonly seed: number;
  readonly steps: number;
  readonly untilSolved: boolean;
  readonly checkpointEvery: number;
  readonly backend: string;
  readonly evaluation: { readonly every: number; readonly episodes: number; readonly seed: number };
  /** The agent's options, every default filled in. */
  readonly agent: ResolvedAgentOptions;
}

/** How far a run has come: what a list of runs shows without opening a checkpoint. */
export interface RunProgress {
  readonly step: number;
  readonly episodes: number;
  readonly updates: number;
  /** Seconds spent training, pauses between resumes left out. */
  readonly seconds: number;
  readonly solvedAtStep: number | null;
  readonly lastEvaluation: number | null;
  readonly liveComponents: number | null;
}

/** The process that trains a run, and when it last said so. */
export interface RunOwner {
  readonly token: string;
  readonly host: string;
  readonly pid: number;
}

/** One run as the store knows it. Times are ISO 8601. */
export interface Run {
  readonly id: string;
  readonly name: string;
  readonly status: RunStatus;
  readonly configuration: RunConfiguration;
  readonly progress: RunProgress;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly owner: RunOwner | null;
  readonly result: RunResult | null;
}

/** One measured number: `losses/bellman_residual` at step 4000. */
export interface MetricPoint {
  readonly step: number;
  readonly name: string;
  readonly value: number;
}

/** A metric thinned to buckets of neighbouring points, in the order of their steps: column by column. */
export interface ThinnedMetric {
  readonly name: string;
  /** Of each bucket's last point. */
  readonly steps: readonly number[];
  readonly means: readonly number[];
  readonly minima: readonly number[];
  readonly maxima: readonly number[];
  /** Points in each bucket. */
  readonly counts: readonly number[];
}

/** A failure signature seen while training. */
export interface HealthRecord {
  readonly step: number;
  readonly signature: string;
  readonly detail: string;
}

/** Transitions number `first` to `first + count - 1` of those the agent stored, as bytes only core reads. */
export interface TransitionChunk {
  readonly first: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** All that resuming needs: the agent without its buffer, the trainer, and the buffer in chunks. */
export interface Checkpoint {
  readonly state: Uint8Array;
  /** The training session's own state, as JSON text. */
  readonly training: string;
  readonly transitions: readonly TransitionChunk[];
}

/** A policy at a step of its training, and observations remembered then: bytes of float32, as core's `writePolicyFrame` has them. */
export interface PolicySnapshot {
  readonly step: number;
  readonly frame: Uint8Array;
  /** count × observationSize */
  readonly visited: Uint8Array;
}

/** How a run stands between checkpoints, for who watches it: replaced whole, never resumed from. */
export interface LiveState {
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
  readonly progress: RunProgress;
  /** Since the last checkpoint. */
  readonly metrics: readonly MetricPoint[];
  /** Since the last checkpoint. */
  readonly health: readonly HealthRecord[];
  /** The policy now, as in `PolicySnapshot`. */
  readonly frame: Uint8Array;
}

/** What one checkpoint adds to a run: written whole or not at all. */
export interface CheckpointWrite {
  readonly state: Uint8Array;
  readonly training: string;
  /** Transitions stored since the last checkpoint; null when there were none. */
  readonly transitions: TransitionChunk | null;
  /** Chunks that end before this transition have left the replay buffer and are dropped. */
  readonly firstNeeded: number;
  readonly progress: RunProgress;
  readonly metrics: readonly MetricPoint[];
  readonly health: readonly HealthRecord[];
  readonly snapshots: readonly PolicySnapshot[];
}

/** What a finished run leaves: the exported policy (JSON text) and the summary of `train --json`. */
export interface RunOutcome {
  readonly policy: string;
  readonly result: RunResult;
}

/** How a run ended: the object that `train --json` ends with. */
export interface RunResult {
  readonly run: string;
  readonly environment: string;
  readonly seed: number;
  readonly steps: number;
  readonly updates: number;
  readonly seconds: number;
  readonly updatesPerSecond: number;
  readonly solvedAtStep: number | null;
  readonly evaluation: {
    readonly episodes: number;
    readonly meanReturn: number;
    readonly standardDeviation: number;
    readonly minimumReturn: number;
  };
  readonly components: { readonly total: number; readonly live: number };
  readonly weights: { readonly total: number; readonly nonzero: number };
  readonly parameters: number;
  readonly health: readonly HealthRecord[];
}
