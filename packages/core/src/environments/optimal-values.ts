/** What a learner should find for one observation. */
export interface OptimalValues {
  readonly observation: readonly number[];
  /** The optimal Q-value of each action, Q*(s, a). */
  readonly qValues: readonly number[];
}
