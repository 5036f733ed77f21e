import type { Environment, LearnableEnvironment } from "../environment.ts";
import { DiscretizeActions } from "./discretize-actions.ts";
import { oneHotObservation } from "./one-hot-observation.ts";

/**
 * `environment` as a Q-function can learn it, with a vector observation and a choice of actions: a Discrete
 * observation is encoded one-hot, a Box action becomes a grid of `bins` values a dimension. An environment that
 * has both already is returned as it is.
 *
 * @throws RangeError when `bins` is not an integer of at least 2 or actions to be discretized have no bounds
 */
export function learnable(
  environment: Environment,
  options: { readonly bins?: number } = {},
): LearnableEnvironment {
  const seen =
    environment.observationSpace.kind === "discrete" ? oneHotObservation(environment) : environment;
  const chosen = seen.actionSpace.kind === "box" ? new DiscretizeActions(seen, options) : seen;
  return chosen as LearnableEnvironment;
}
