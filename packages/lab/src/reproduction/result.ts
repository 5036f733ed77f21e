import type { TrialRecord } from "@drumlin/run";
import type { ReportFigure } from "../figures/report.ts";
import type { Findings } from "./experiment.ts";
import type { NamedExperiment } from "./load-experiments.ts";

/** An experiment that was run and read. */
export interface ExperimentResult extends NamedExperiment {
  readonly trials: readonly TrialRecord[];
  readonly findings: Findings;
  /** The findings' figures, drawn. */
  readonly figures: readonly ReportFigure[];
}

/** Where and when results were made: the head of every page. */
export interface Origin {
  /** As in 2026-11-22. */
  readonly date: string;
  /** Node's version and the processor. */
  readonly machine: string;
  /** The command that repeats it. */
  readonly command: string;
  /** Whether the studies were shortened: such figures show that everything runs, and no more. */
  readonly quick: boolean;
}
