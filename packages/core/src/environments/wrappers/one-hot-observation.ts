import { checkRecord } from "../../options/check-option.ts";
import type { Environment } from "../environment.ts";
import { Box } from "../spaces/box.ts";
import { TransformObservation } from "./transform-observation.ts";

/**
 * A Discrete observation as a vector of n numbers, all 0 but for a 1 at its index.
 *
 * @throws RangeError when the observation is not Discrete
 */
export function oneHotObservation<Action extends number | ArrayLike<number>>(
  environment: Environment<Action>,
): TransformObservation<Action> {
  checkRecord("environment", environment);
  const { observationSpace, spec } = environment;
  if (observationSpace.kind !== "discrete") {
    throw new RangeError(`${spec.id}: its observation is a Box; only a Discrete one has an index to encode`);
  }
  const { n } = observationSpace;
  const name = spec.observationNames[0]?.name ?? "observation";
  return new TransformObservation(environment, {
    transform: ([index]) => new Float64Array(n).fill(1, index, index + 1),
    observationSpace: new Box({ low: 0, high: 1, size: n, dtype: "float64" }),
    observationNames: Array.from({ length: n }, (_, index) => ({ name: `${name} ${index}`, unit: "" })),
  });
}
