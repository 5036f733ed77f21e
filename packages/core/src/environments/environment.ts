import type { Box } from "./spaces/box.ts";
import type { Discrete } from "./spaces/discrete.ts";
import type { EnvironmentSpec } from "./spec.ts";

/** What an agent sees: a vector. A Discrete observation is a vector of length 1 that holds its index. */
export type Observation = Float32Array | Float64Array;

/** What an observation or an action is drawn from. */
export type Space = Box | Discrete;

/** Facts beside the observation, for people and logs; an agent does not learn from them. */
export type Info = Record<string, unknown>;

/** What `reset` answers: the first observation of an episode. */
export interface ResetResult {
  readonly observation: Observation;
  readonly info: Info;
}

/** What `step` answers. */
export interface StepResult {
  /** What the action led to: a fresh array at every step. */
  readonly observation: Observation;
  readonly reward: number;
  /** The episode ended inside the task: nothing is to be earned from `observation` on. */
  readonly terminated: boolean;
  /** The episode was cut off from outside, as by a time limit: the value of `observation` still counts. */
  readonly truncated: boolean;
  readonly info: Info;
}

/** How to begin an episode. */
export interface ResetOptions {
  /** A non-negative integer that fixes this episode and those after it; without it the random stream goes on. */
  readonly seed?: number | undefined;
  /** What the environment itself lets one choose, such as the range of the initial state. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * A task to learn, as Gymnasium has it. `reset` begins an episode, `step` advances it; after `terminated` or
 * `truncated` the next call is `reset`. Anything with these members is an environment: there is no base class to
 * extend (though `SeededEnvironment` saves work), and `checkEnvironment` says whether the contract is kept.
 *
 * `Action` is a number (the index of a Discrete action) or a vector (for a Box).
 */
export interface Environment<Action = number | ArrayLike<number>> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace: Space;
  readonly actionSpace: Space;

  /** Begins an episode. @throws RangeError when the seed or an option is out of its range */
  reset(options?: ResetOptions): ResetResult;

  /** Advances by one action. @throws Error before the first `reset`, RangeError for an invalid action */
  step(action: Action): StepResult;
}

/** An environment with a choice of actions: what a Q-function can learn. */
export interface LearnableEnvironment extends Environment<number> {
  readonly actionSpace: Discrete;
}
