import { checkRecord } from "../../options/check-option.ts";
import type { Environment, ResetOptions, ResetResult, Space, StepResult } from "../environment.ts";
import type { EnvironmentSpec } from "../spec.ts";

/**
 * An environment around another one, which changes nothing: a wrapper overrides what it means to change, `step`
 * always where its actions are not those of the environment inside.
 */
export class Wrapper<
  Action extends number | ArrayLike<number>,
  Inner extends number | ArrayLike<number> = Action,
> implements Environment<Action>
{
  /** What it is around. */
  readonly environment: Environment<Inner>;

  /** @throws RangeError unless it is around an environment */
  constructor(environment: Environment<Inner>) {
    checkRecord("environment", environment);
    this.environment = environment;
  }

  get spec(): EnvironmentSpec {
    return this.environment.spec;
  }

  get observationSpace(): Space {
    return this.environment.observationSpace;
  }

  get actionSpace(): Space {
    return this.environment.actionSpace;
  }

  reset(options?: ResetOptions): ResetResult {
    return this.environment.reset(options);
  }

  step(action: Action): StepResult {
    return this.environment.step(action as unknown as Inner);
  }
}

/** The environment inside all wrappers, as for drawing its state. */
export function unwrap(environment: Environment): Environment {
  return environment instanceof Wrapper ? unwrap(environment.environment) : environment;
}
