import type { OptionValue } from "drumlin";

/** One agent in one environment, over its seeds. */
export interface ResultRow {
  readonly agent: string;
  readonly environment: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** How many the study asks for. */
  readonly seeds: number;
  /** How many of them were solved. */
  readonly solved: number;
  /** How many of them failed. */
  readonly failed: number;
  /** Of the seeds that did not fail, never solved being later than all else: null when the median is never. */
  readonly medianSolvedAtStep: number | null;
  /** Over the seeds that did not fail, with a 95 % interval; null when all failed. */
  readonly finalInterquartileMean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Numbers that are not 0. */
  readonly medianParameters: number | null;
}

/** A study in a list of studies. */
export interface StudySummary {
  readonly name: string;
  /** Trials that have ended, the failed ones included. */
  readonly trials: number;
  readonly failed: number;
  readonly agents: readonly string[];
  readonly environments: readonly string[];
  /** ISO 8601: its definition saved or a trial ended. */
  readonly updatedAt: string;
}
