import { checkRecord } from "../../options/check-option.ts";
import type { Environment, LearnableEnvironment } from "../environment.ts";
import { DiscretizeActions } from "./discretize-actions.ts";

/**
 * `environment` as a Q-function can learn it, with a choice of actions: a Box action becomes a grid of `bins` values a
 * dimension. An environment that has one already is returned as it is. `agentSizes` says what an agent must know of it.
 *
 * @throws RangeError when `bins` is not an integer of at least 2 or actions to be discretized have no bounds
 */
export function learnable(
  environment: Environment,
  options: { readonly bins?: number } = {},
): LearnableEnvironment {
  checkRecord("environment", environment);
  const { kind } = environment.actionSpace;
  return (kind === "box" ? new DiscretizeActions(environment, options) : environment) as LearnableEnvironment;
}
