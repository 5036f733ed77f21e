/** The rules of the contract that `checkEnvironment` can find broken, each by its own name. */
export type EnvironmentRule =
  | "spec"
  | "step-before-reset"
  | "plays-without-error"
  | "observation-length"
  | "observation-finite"
  | "observation-in-space"
  | "observation-fresh"
  | "reward-finite"
  | "flags-boolean"
  | "info-object"
  | "deterministic-given-seed"
  | "unseeded-resets-continue";

/** One rule that was broken. */
export interface EnvironmentProblem {
  readonly rule: EnvironmentRule;
  /** A sentence: what happened and what would be right. */
  readonly detail: string;
}
