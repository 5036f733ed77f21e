import type { LearningAgent } from "drumlin";

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
