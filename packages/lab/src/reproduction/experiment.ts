import type { TrialRecord } from "@drumlin/run";
import type { FigureSpec } from "../figures/figure-style.ts";
import type { ReportTable } from "../figures/report.ts";
import type { PaperFigure } from "./paper-figure.ts";

/**
 * A question, the studies that answer it, and how their trials are read: what `experiment.ts` of a folder of experiments exports
 * as its default.
 */
export interface Experiment {
  /** A few words. */
  readonly title: string;
  /** What it asks, in a sentence or two. */
  readonly question: string;
  readonly studies: readonly ExperimentStudy[];
  /** From the experiment's folder: a module that makes environments of its own known by drumlin's `register`, for its studies to name. */
  readonly environments?: string;
  /** What the trials say. A function of the records alone, so that it can be repeated without running anything. */
  analyse(trials: StudyTrials): Findings;
}

/** A study file of an experiment. */
export interface ExperimentStudy {
  /** From the experiment's folder: `cartpole.yaml`. Experiments that name the same file share its trials. */
  readonly file: string;
  /** How `--quick` shortens it: its first seeds, and fewer steps. */
  readonly quick: { readonly seeds: number; readonly steps: number };
}

/** The trials of each study file, in their order, failed ones included. */
export type StudyTrials = Readonly<Record<string, readonly TrialRecord[]>>;

/** What an experiment found. */
export interface Findings {
  /** What is to be seen in the figures and tables, a paragraph each. Computed from the trials where it has figures. */
  readonly text?: readonly string[];
  readonly tables: readonly FindingsTable[];
  readonly figures: readonly FindingsFigure[];
  readonly claims: readonly Claim[];
}

/** A table; numbers stand to the right, and are written with as many digits as they have: round them. */
export interface FindingsTable extends ReportTable {
  readonly caption: string;
}

/** A figure, and the rows it draws, which become its CSV. */
export interface FindingsFigure {
  /** Of its files: `cartpole-curves`. */
  readonly name: string;
  readonly caption: string;
  readonly spec: FigureSpec;
  readonly rows: readonly object[];
  /** The figure of the paper that this one is, drawn anew: it then stands at the top of the claims page and of the report. */
  readonly reproduces?: PaperFigure;
}

/** What somebody says, and what our trials say to it. */
export interface Claim extends Judgement {
  readonly statement: string;
  /** Who says so: "paper, Fig. 1a", which stands among the paper's claims, or "ours". */
  readonly source: string;
  /** The row of the short table that the claim speaks to, by its id (`headline` of a folder of experiments). */
  readonly row?: string;
  /** The name of the experiment's figure that shows it. */
  readonly picture?: string;
}

/** What trials say to a claim. */
export interface Judgement {
  /** Our figure, with its interval and the number of seeds; of what has no interval, why it has none. */
  readonly figure: string;
  readonly verdict: Verdict;
  /** What the verdict rests on, or why it differs; one sentence. */
  readonly because: string;
  /** The part of the figure that the verdict hangs on, with its interval, where the whole is too long for the short table. */
  readonly decisive?: string;
}

export type Verdict = "confirmed" | "not confirmed" | "differs" | "open";
