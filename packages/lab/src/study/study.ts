import type { OptionValue } from "drumlin";

/** One option of an agent that takes several values, one after another. */
export interface GridAxis {
  /** As the study file spells it: `components`. */
  readonly label: string;
  /** The option's own name: `componentCount`. */
  readonly option: string;
  readonly values: readonly OptionValue[];
}

/** An agent of a study: what it is, what is set of it, and what is varied. */
export interface StudyAgent {
  readonly name: string;
  /** The name of its entry in `agent-kinds.ts`. */
  readonly kind: string;
  /** By the options' own names. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly grid: readonly GridAxis[];
}

/** Evaluations beside training, as for `drumlin train`. */
export interface StudyEvaluation {
  /** Training steps between evaluations. */
  readonly every: number;
  /** Greedy episodes of one. */
  readonly episodes: number;
  /** Shares of the greatest weight below which weights count as 0: each trained model is judged at all of them, beside itself. */
  readonly thresholds?: readonly number[];
}

/** What a study file asks for, checked: every agent with every combination of its grid, in every environment, from every seed. */
export interface Study {
  readonly name: string;
  readonly environments: readonly string[];
  readonly agents: readonly StudyAgent[];
  readonly seeds: readonly number[];
  /** Environment steps of each trial. */
  readonly steps: number;
  readonly evaluation: StudyEvaluation;
}
