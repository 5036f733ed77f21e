/**
 * The tables, as Kysely types them for every database: text for names, times (ISO 8601) and JSON documents, so that no
 * column type differs but the one of bytes.
 */
export interface Database {
  runs: RunsTable;
  checkpoints: CheckpointsTable;
  transition_chunks: TransitionChunksTable;
  metrics: MetricsTable;
  health_events: HealthEventsTable;
  policies: PoliciesTable;
  live_states: LiveStatesTable;
  policy_snapshots: PolicySnapshotsTable;
  studies: StudiesTable;
  trials: TrialsTable;
}

interface RunsTable {
  id: string;
  name: string;
  status: "running" | "interrupted" | "done" | "failed";
  configuration: string;
  created_at: string;
  updated_at: string;
  step: number;
  episodes: number;
  updates: number;
  seconds: number;
  solved_at_step: number | null;
  last_evaluation: number | null;
  live_components: number | null;
  owner_token: string | null;
  owner_host: string | null;
  owner_pid: number | null;
  result: string | null;
}

interface CheckpointsTable {
  run_id: string;
  state: Uint8Array;
  training: string;
  /** Of `training`. */
  checksum: number | null;
}

interface TransitionChunksTable {
  run_id: string;
  first: number;
  count: number;
  bytes: Uint8Array;
  /** Of `bytes`. */
  checksum: number | null;
}

interface MetricsTable {
  run_id: string;
  name: string;
  step: number;
  value: number;
}

interface HealthEventsTable {
  run_id: string;
  step: number;
  signature: string;
  detail: string;
}

interface PoliciesTable {
  run_id: string;
  document: string;
  /** Of `document`. */
  checksum: number | null;
}

interface LiveStatesTable {
  run_id: string;
  /** Milliseconds since 1970. */
  written_at: number;
  /** By itself, so that a list of runs reads no more. */
  progress: string;
  /** Metrics and health events since the last checkpoint. */
  document: string;
  frame: Uint8Array;
}

interface PolicySnapshotsTable {
  run_id: string;
  step: number;
  frame: Uint8Array;
  visited: Uint8Array;
}

interface StudiesTable {
  name: string;
  definition: string;
  created_at: string;
  updated_at: string;
}

interface TrialsTable {
  study: string;
  identity: string;
  agent: string;
  environment: string;
  options: string;
  seed: number;
  status: "done" | "failed";
  error: string | null;
  curve: string;
  solved_at_step: number | null;
  steps: number;
  final_return: number | null;
  parameters_total: number;
  parameters_nonzero: number;
  /** Of trials whose study has thresholds. */
  thresholded: string | null;
  seconds: number;
  ended_at: string;
}
