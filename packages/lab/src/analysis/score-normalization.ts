/** Two returns that make an environment's returns comparable with another's: `low` becomes 0 and `high` becomes 1. */
export interface ScoreReference {
  /** Return of a policy that knows nothing, such as the uniformly random one. */
  readonly low: number;
  /** Return of a good policy, such as the threshold at which the environment counts as solved. */
  readonly high: number;
}

/**
 * A return on the scale where `low` is 0 and `high` is 1; below 0 and above 1 are allowed.
 *
 * Source: V. Mnih et al., "Human-level control through deep reinforcement learning", Nature 518 (2015), normalised scores.
 *
 * @throws RangeError when `high` is not above `low`
 */
export function normalizeScore(value: number, { low, high }: ScoreReference): number {
  if (!(high > low)) throw new RangeError(`the references are ${low} and ${high}; high must be above low`);
  return (value - low) / (high - low);
}
