import type { MetricPoint, Run } from "@drumlin/run";

/** A run and what was measured while it trained. */
export interface MeasuredRun {
  readonly run: Run;
  readonly metrics: readonly MetricPoint[];
}

/** A file of an export: its path inside the output folder. */
export interface MetricsFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** One way to hand metrics on: as one text, or as a folder of files. */
export type MetricsFormat =
  | { readonly name: string; readonly description: string; toText(runs: readonly MeasuredRun[]): string }
  | {
      readonly name: string;
      readonly description: string;
      toFiles(runs: readonly MeasuredRun[]): readonly MetricsFile[];
    };
