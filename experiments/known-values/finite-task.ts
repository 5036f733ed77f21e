/** What may come of an action. */
export interface Chance {
  readonly probability: number;
  readonly reward: number;
  /** The state that it leads to; null where the episode ends. */
  readonly next: number | null;
}

/** A task of finitely many states, each of which is seen as a point: small enough to be solved. */
export interface FiniteTask {
  /** What is seen of each state. */
  readonly observations: readonly (readonly number[])[];
  /** What may come of each action in each state; the probabilities of one action add up to 1. */
  readonly chances: readonly (readonly (readonly Chance[])[])[];
}
