import type { EnvironmentSpec } from "drumlin";
import type { PolicyMoment } from "../record/policy-moment.ts";
import type {
  HealthRecord,
  RunConfiguration,
  RunProgress,
  RunResult,
  RunStatus,
  ThinnedMetric,
} from "../record/run.ts";
import type { ResultRow } from "../record/study.ts";

/**
 * What the studio's server and its page say to each other. All requests are GET, under `/api`:
 *
 * | path | answer |
 * |---|---|
 * | `runs/stream?limit=N&search=WORDS` | server-sent events: `RunsMessage` |
 * | `runs/ID/stream` | server-sent events: `RunMessage`, an `opening` and `series` first, at every connection anew |
 * | `runs/ID/snapshots?after=STEP` | the snapshots after a step, as `writeSnapshots` has them; of a long history some |
 * | `runs/ID/series?name=NAME&from=STEP&to=STEP` | `ThinnedMetric`: a stretch of a metric, finer than in the opening |
 * | `studies` | `StudySummary[]` |
 * | `studies/NAME` | `StudyDetail` |
 *
 * What cannot be answered is a status ≥ 400 with a `Problem`.
 */
export interface Problem {
  /** One sentence for people. */
  readonly problem: string;
}

/** Runs in a list whose listener does not say how many. */
export const usualRuns = 200;

/** Runs that a list may be asked for. */
export const mostRuns = 10_000;

/** Where a run stands; `killed`: it says that it is running, but nobody trains it. */
export type RunState = RunStatus | "killed";

/** A run as the table of runs shows it. Times are ISO 8601. */
export interface RunEntry {
  readonly id: string;
  readonly name: string;
  readonly state: RunState;
  readonly configuration: RunConfiguration;
  /** As of the last live state or checkpoint, whichever is newer. */
  readonly progress: RunProgress;
  readonly result: RunResult | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What there is in the store: sent at once, and whenever it has changed. */
export type RunsMessage =
  | {
      readonly kind: "runs";
      readonly store: string;
      /** Runs in the store, those that are not among `runs` included. */
      readonly count: number;
      /** The newest N; beside them, of those that say that they are running, and of those whose names hold all words, the newest N each. */
      readonly runs: readonly RunEntry[];
    }
  /** The store cannot be read now: it is missing, locked, newer. The server keeps trying. */
  | ({ readonly kind: "problem" } & Problem);

/** One measured number. */
export type Point = readonly [name: string, step: number, value: number];

/** How far training has come, and when that was true (milliseconds since 1970). */
export interface ProgressMessage {
  readonly kind: "progress";
  readonly state: RunState;
  readonly progress: RunProgress;
  /** Of late; null while it cannot be said. */
  readonly updatesPerSecond: number | null;
  readonly measuredAt: number;
  readonly result: RunResult | null;
}

/** What a run's page hears as it opens: how it stands, and then at once `series`. */
export interface OpeningMessage {
  readonly kind: "opening";
  readonly run: RunEntry;
  /** Null for an environment that only the trainer's own program knows. */
  readonly spec: EnvironmentSpec | null;
  readonly health: readonly HealthRecord[];
}

/** What a run's page hears. The playground's worker says the same, with the moment itself. */
export type RunMessage<Moment = PolicyMoment> =
  | OpeningMessage
  | ProgressMessage
  /** Every metric up to now, before any point: of a long run they take a moment to be read. */
  | { readonly kind: "series"; readonly series: readonly ThinnedMetric[] }
  /** New points, in order; never one twice within a connection. */
  | { readonly kind: "points"; readonly points: readonly Point[] }
  | { readonly kind: "health"; readonly events: readonly HealthRecord[] }
  /** The policy now; `visited` is empty when it has not changed. */
  | { readonly kind: "moment"; readonly moment: Moment }
  /** There are snapshots up to this step. */
  | { readonly kind: "snapshots"; readonly step: number }
  | ({ readonly kind: "problem" } & Problem);

/** A moment within JSON: the bytes of its arrays (float32, little-endian) as base64. */
export interface EncodedMoment {
  readonly step: number;
  readonly frame: string;
  readonly visited: string;
}

/** One agent in one environment: the interquartile mean of its seeds' evaluations, with its 95 % bootstrap interval. */
export interface StudyCurve {
  readonly agent: string;
  readonly environment: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
  readonly lows: readonly number[];
  readonly highs: readonly number[];
}

/** All that is shown of a study. */
export interface StudyDetail {
  readonly name: string;
  readonly rows: readonly ResultRow[];
  readonly curves: readonly StudyCurve[];
  /** By environment; null where nothing counts as solved. */
  readonly solvedReturns: Readonly<Record<string, number | null>>;
  /** Options that are not the same for all agents: each agent's value, as text. */
  readonly differences: readonly {
    readonly option: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
}
