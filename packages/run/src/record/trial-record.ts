import type { OptionValue, Signature } from "drumlin";

/** One evaluation of a trial. */
export interface EvaluationPoint {
  /** Environment steps trained. */
  readonly step: number;
  /** Of the greedy episodes. */
  readonly meanReturn: number;
  /** What the agent says of itself then, by the names of its `metrics()`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Failure signatures that the agent has seen by then, each with the step at which it first did; absent where it has seen none. */
  readonly signatures?: Readonly<Partial<Record<Signature, number>>>;
}

/** A trained model whose weights below a share of the greatest count as 0. */
export interface ThresholdedModel {
  /** Of the greatest weight. */
  readonly share: number;
  /** Numbers of the model that are not 0 then. */
  readonly nonzero: number;
  /** Of the same greedy episodes as the trial's final return. */
  readonly meanReturn: number;
}

/** How a trial ended: what results are made of, without its curve. */
export interface TrialOutcome
  extends Pick<
    TrialRecord,
    "agent" | "environment" | "seed" | "status" | "error" | "solvedAtStep" | "finalReturn"
  > {
  readonly parameters: Pick<TrialRecord["parameters"], "nonzero">;
}

/** What one trial of a study left behind: one agent with its options, in one environment, from one seed. */
export interface TrialRecord {
  /** The study's name for the agent, with the grid's values where there is a grid: `drumlin sparsity=0.001`. */
  readonly agent: string;
  readonly environment: string;
  /** Every option of the agent that the study sets, grid values included. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly seed: number;
  readonly status: "done" | "failed";
  /** One sentence, of a failed trial. */
  readonly error?: string;
  /** How it stood at each evaluation. */
  readonly curve: readonly EvaluationPoint[];
  /** The first evaluation that reached the environment's threshold, or null: never within these steps. */
  readonly solvedAtStep: number | null;
  /** Environment steps trained. */
  readonly steps: number;
  /** Mean return of 100 greedy episodes after training; null of a failed trial. */
  readonly finalReturn: number | null;
  /** Numbers of the model: as many as it has, and those that are not 0. */
  readonly parameters: { readonly total: number; readonly nonzero: number };
  /** What is left of the model below each of the study's thresholds; absent where it has none, or the agent no weights to cut. */
  readonly thresholded?: readonly ThresholdedModel[];
  readonly seconds: number;
}
