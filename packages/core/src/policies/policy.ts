import type { ActionMask } from "../replay/transition.ts";

/** What chooses an action from an observation, without learning. */
export interface Policy {
  readonly observationSize: number;
  readonly actionCount: number;
  /** 0 … actionCount − 1. Throws RangeError where the observation or mask is not of its form. */
  act(observation: ArrayLike<number>, options?: { mask?: ActionMask }): number;
}
