import type { ActionMask, LearningAgent, Xoshiro128 } from "drumlin";

/** How many numbers a policy is made of. */
export interface ParameterCount {
  readonly total: number;
  /** Those that are not 0. */
  readonly nonzero: number;
}

/** A learner that Drumlin is compared with. */
export interface Baseline extends LearningAgent {
  /**
   * How many copies of the environment it wants to learn from at once. `observe` is told their transitions in turn: number
   * 0, 1, …, environmentCount − 1, 0, … `trainBaseline` does so.
   */
  readonly environmentCount: number;
  /** Size of what the greedy policy computes with: no target network, no moments, no critic that only training needs. */
  parameterCount(): ParameterCount;
  /** Frees memory that TensorFlow.js holds outside the garbage collector's reach; the agent is of no use afterwards. */
  dispose(): void;
}

/** The size of a policy that is made of these arrays. */
export function countParameters(arrays: readonly ArrayLike<number>[]): ParameterCount {
  let total = 0;
  let nonzero = 0;
  for (const array of arrays) {
    total += array.length;
    for (let i = 0; i < array.length; i++) if (array[i] !== 0) nonzero++;
  }
  return { total, nonzero };
}

/** The index of the greatest value among the allowed ones; the first of equals. Throws RangeError when none is allowed. */
export function greatest(values: ArrayLike<number>, mask?: ActionMask): number {
  let best = -1;
  for (let a = 0; a < values.length; a++) {
    if (mask && !mask[a]) continue;
    if (best < 0 || values[a] > values[best]) best = a;
  }
  if (best < 0) throw new RangeError("mask allows no action; at least one must be true");
  return best;
}

/** One of the allowed actions, each equally likely. Throws RangeError when none is allowed. */
export function randomAction(actionCount: number, mask: ActionMask | undefined, random: Xoshiro128): number {
  const allowed = Array.from({ length: actionCount }, (_, a) => a).filter((a) => !mask || mask[a]);
  return allowed[random.integer(allowed.length)];
}
