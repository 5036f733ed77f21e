import { shown } from "../../options/check-option.ts";
import type { Environment, ResetOptions, ResetResult, StepResult } from "../environment.ts";
import type { EnvironmentSpec } from "../spec.ts";
import { Wrapper } from "./wrapper.ts";

/**
 * Truncates every episode that has lasted `maxEpisodeSteps` steps: Gymnasium's `TimeLimit`, which `make` applies.
 * An episode that terminates at that very step is both terminated and truncated, as in Gymnasium.
 */
export class TimeLimit<Action extends number | ArrayLike<number>> extends Wrapper<Action> {
  readonly #maxEpisodeSteps: number;
  #elapsedSteps = 0;

  /** @throws RangeError unless `maxEpisodeSteps` is a positive integer */
  constructor(environment: Environment<Action>, maxEpisodeSteps: number) {
    super(environment);
    if (!Number.isInteger(maxEpisodeSteps) || maxEpisodeSteps < 1) {
      throw new RangeError(`maxEpisodeSteps is ${shown(maxEpisodeSteps)}; it must be a positive integer`);
    }
    this.#maxEpisodeSteps = maxEpisodeSteps;
  }

  override get spec(): EnvironmentSpec {
    return { ...super.spec, maxEpisodeSteps: this.#maxEpisodeSteps };
  }

  override reset(options?: ResetOptions): ResetResult {
    this.#elapsedSteps = 0;
    return super.reset(options);
  }

  override step(action: Action): StepResult {
    const result = super.step(action);
    this.#elapsedSteps++;
    return this.#elapsedSteps >= this.#maxEpisodeSteps ? { ...result, truncated: true } : result;
  }
}
