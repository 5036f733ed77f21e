import { checkRecord } from "../options/check-option.ts";
import { NumpyGenerator } from "../random/numpy-generator.ts";
import { assertValidAction } from "./action-check.ts";
import type {
  Environment,
  Info,
  Observation,
  ResetOptions,
  ResetResult,
  Space,
  StepResult,
} from "./environment.ts";
import type { EnvironmentSpec } from "./spec.ts";

/** What one action does to the state. */
export interface Outcome<State> {
  readonly state: State;
  readonly reward: number;
  readonly terminated: boolean;
  /** False unless told: mostly truncation is for the time limit around an environment to say. */
  readonly truncated?: boolean;
  readonly info?: Info;
}

/**
 * An environment written as three functions of its state: how it begins, what an action does to it, and what is
 * seen of it. The order of calls, the check of actions, the random stream (numpy's, so that a seed gives
 * Gymnasium's episode) are kept here.
 *
 * Deviations from Gymnasium: an environment that was never seeded begins as with seed 0, as this library takes no
 * entropy from outside; a step after the end of an episode goes on, as in Gymnasium, but without its warning.
 *
 * `State` is never changed in place.
 */
export abstract class SeededEnvironment<Action extends number | ArrayLike<number>, State extends object>
  implements Environment<Action>
{
  abstract readonly spec: EnvironmentSpec;
  abstract readonly observationSpace: Space;
  abstract readonly actionSpace: Space;
  #generator = NumpyGenerator.fromSeed(0);
  #state: State | null = null;

  /** How an episode begins. `options` are those given to `reset`. */
  protected abstract begin(generator: NumpyGenerator, options: Readonly<Record<string, unknown>>): State;

  /** What `action`, already checked, does to `state`. */
  protected abstract advance(state: State, action: Action, generator: NumpyGenerator): Outcome<State>;

  /** What is seen of `state`: a fresh array. */
  protected abstract observe(state: State): Observation;

  /** What `reset` reports in `info`. */
  protected describeReset(): Info {
    return {};
  }

  /** The state within the episode, for drawing it. @throws Error before the first `reset` */
  get state(): Readonly<State> {
    if (this.#state === null) throw new Error(`${this.spec.id}: call reset() before step() or state`);
    return this.#state;
  }

  reset(given: ResetOptions = {}): ResetResult {
    checkRecord("options", given);
    const { seed, options = {} } = given;
    checkRecord("options.options", options);
    if (seed !== undefined) this.#generator = NumpyGenerator.fromSeed(seed);
    this.#state = this.begin(this.#generator, options);
    return { observation: this.observe(this.#state), info: this.describeReset() };
  }

  step(action: Action): StepResult {
    const before = this.state;
    assertValidAction(this, action);
    const {
      state,
      reward,
      terminated,
      truncated = false,
      info = {},
    } = this.advance(before, action, this.#generator);
    this.#state = state;
    return { observation: this.observe(state), reward, terminated, truncated, info };
  }
}
