/** One interaction, as a program reports it to `Agent.observe`. Gymnasium's names. */
export interface Transition {
  /** s: observationSize finite numbers, in their own units. */
  observation: ArrayLike<number>;
  /** a: 0 … actionCount − 1. */
  action: number;
  /** r: finite. */
  reward: number;
  /** s': observationSize finite numbers; an array of its own where the episode goes on. */
  nextObservation: ArrayLike<number>;
  /** The episode ended in s' for good: nothing is earned after it. */
  terminated: boolean;
  /** The episode was cut off in s' (a time limit): value is still bootstrapped from s'. */
  truncated: boolean;
  /** Which actions s' allows, one truth value an action; all when absent. Only these count in the target's maximum. */
  nextMask?: ActionMask;
}

/** Which actions are allowed: actionCount truth values, at least one of them true. */
export type ActionMask = ArrayLike<boolean | number>;
