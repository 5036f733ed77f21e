import type {
  Checkpoint,
  CheckpointWrite,
  HealthRecord,
  LiveState,
  MetricPoint,
  PolicySnapshot,
  Run,
  RunConfiguration,
  RunOutcome,
  RunOwner,
  RunProgress,
  RunStatus,
  ThinnedMetric,
} from "@drumlin/run";

/** What a new run starts from. Without a name the store gives the next free one: `cartpole-v1-3`. */
export interface RunDraft {
  readonly name?: string;
  readonly configuration: RunConfiguration;
  readonly owner: RunOwner;
  readonly checkpoint: CheckpointWrite;
}

/** Which runs a list has: all of them where it says nothing. */
export interface RunSelection {
  /** So many at most, the newest. */
  readonly limit?: number;
  /** Those that follow this one in the list. */
  readonly after?: Pick<Run, "createdAt" | "name">;
  /** Those whose names hold every one of these words, in upper or lower case. */
  readonly words?: readonly string[];
  readonly status?: RunStatus;
}

/** On what terms a run is claimed. */
export interface RunClaim {
  /** Of the checkpoint that the claimant goes on from: any when absent. */
  readonly step?: number;
  /** Take it from whoever owns it, alive or not: that one is refused from then on. */
  readonly force?: boolean;
}

/**
 * Where runs are kept. Every method that writes is one transaction: it happens whole or not at all.
 * Methods that take an owner refuse with `RunTakenError` once another process has claimed the run; all that write refuse with
 * `StoreFullError` where there is no room, `StoreGoneError` once the store was deleted or replaced, and `StoreReadOnlyError`.
 */
export interface RunStore {
  /** How the user names this store: `sqlite:drumlin.db`. */
  readonly url: string;
  /** The run row and its step-0 checkpoint, together; refuses a name in use with `RunNameTakenError`. */
  createRun(draft: RunDraft): Promise<Run>;
  /** Runs, newest first, then by name. */
  runs(selection?: RunSelection): Promise<Run[]>;
  /** How many runs there are of a selection, whatever its limit. */
  countRuns(selection?: Pick<RunSelection, "words" | "status">): Promise<number>;
  /** The run with this id, or null. */
  run(id: string): Promise<Run | null>;
  /** The run of this name, or null. */
  runNamed(name: string): Promise<Run | null>;
  /** How many runs have names or ids that begin so, and the newest of them. */
  runsBeginning(beginning: string, limit: number): Promise<{ readonly count: number; readonly runs: Run[] }>;
  /** Up to so many names of runs on each side of this one in the order of names, and of the newest runs: where a misspelt name is looked for. */
  namesNear(name: string, limit: number): Promise<string[]>;
  /**
   * Makes `owner` the one process that trains the run from now on, with a new configuration when the goal moved;
   * its former outcome is dropped, and so are health events after its checkpoint. Refuses with `RunInUseError` while a live
   * process owns it, unless forced, and with `RunMovedError` when its checkpoint is no longer that of `step`.
   */
  claimRun(id: string, owner: RunOwner, configuration: RunConfiguration, claim?: RunClaim): Promise<Run>;
  /** The state replaced, the new transitions, metrics and health events added, the old transitions dropped. */
  writeCheckpoint(id: string, owner: RunOwner, write: CheckpointWrite): Promise<void>;
  /** The last checkpoint of a run. */
  readCheckpoint(id: string): Promise<Checkpoint>;
  /** Ends the ownership without an outcome; keeps health events after the last checkpoint that say why. */
  releaseRun(
    id: string,
    owner: RunOwner,
    status: "interrupted" | "failed",
    health?: readonly HealthRecord[],
  ): Promise<void>;
  /** Ends the run: the outcome is kept, the ownership over. */
  finishRun(id: string, owner: RunOwner, outcome: RunOutcome): Promise<void>;
  /** The exported policy of a finished run, as JSON text, or null. */
  readPolicy(id: string): Promise<string | null>;
  /** Metrics by step, then name. */
  readMetrics(id: string): Promise<MetricPoint[]>;
  /** Health events by step. */
  readHealth(id: string): Promise<HealthRecord[]>;
  /** Replaces how a run stands now. A write that readers may miss: it does not wait for the disk. */
  writeLive(id: string, owner: RunOwner, live: LiveState): Promise<void>;
  /** How a run stood when it was last told; null when it never was. May be older than the last checkpoint. */
  readLive(id: string): Promise<LiveState | null>;
  /** Of those of these runs that told: how far each had come, and when (milliseconds since 1970). */
  liveProgress(
    runs: readonly string[],
  ): Promise<Map<string, { readonly progress: RunProgress; readonly writtenAt: number }>>;
  /** The metrics of a run at `step` and later, by step, then name. */
  readMetricsFrom(id: string, step: number): Promise<MetricPoint[]>;
  /** Every metric of a run, each thinned to about so many buckets: of 10⁶ points in a fraction of a second. */
  thinMetrics(id: string, buckets: number): Promise<ThinnedMetric[]>;
  /** One metric between two steps, both included, thinned to about so many buckets. */
  thinMetric(
    id: string,
    name: string,
    range: readonly [from: number, to: number],
    buckets: number,
  ): Promise<ThinnedMetric>;
  /** The snapshots of a run after `step`, in order. */
  readSnapshots(id: string, after: number): Promise<PolicySnapshot[]>;
  /** The step of a run's last snapshot, or −1. */
  lastSnapshotStep(id: string): Promise<number>;
  /** A number that changes whenever another process has written to the store: cheap enough to be asked forty times a second. */
  changes(): Promise<number>;
  /** Whether this is still the store that its URL names: neither deleted, nor replaced, nor changed under who can only read it. */
  isCurrent(): Promise<boolean>;
  /** Deletes a run and all that belongs to it; refuses with `RunInUseError` while a live process owns it, unless forced. */
  removeRun(id: string, force?: boolean): Promise<void>;
  /** Gives the space of removed runs back to the disk. A sentence on why that has to wait, or null when it is done. */
  shrink(): Promise<string | null>;
  close(): Promise<void>;
}
