import { checkRecord, shown } from "../../options/check-option.ts";
import type { Environment } from "../environment.ts";
import { Box } from "../spaces/box.ts";
import { TransformObservation } from "./transform-observation.ts";

/**
 * Observations times `scale` plus `offset`, number by number, in float64. The units of the numbers are lost, so
 * their names say only what they were.
 *
 * @param environment one with a Box observation of size n
 * @param scale n finite numbers, none of them zero
 * @param offset n finite numbers; zeros unless told
 * @throws RangeError when the observation is no Box or a vector is not as described
 */
export function scaleObservation<Action extends number | ArrayLike<number>>(
  environment: Environment<Action>,
  scale: ArrayLike<number>,
  offset?: ArrayLike<number>,
): TransformObservation<Action> {
  checkRecord("environment", environment);
  const { observationSpace, spec } = environment;
  if (observationSpace.kind !== "box") throw new RangeError(`${spec.id}: its observation is no Box to scale`);
  const { size } = observationSpace;
  const offsets = offset === undefined ? new Float64Array(size) : offset;
  assertVector("scale", scale, size);
  assertVector("offset", offsets, size);
  const zero = Array.from(scale).indexOf(0);
  if (zero >= 0)
    throw new RangeError(`scale[${zero}] is 0; it must not be, or that number of the observation is lost`);

  const transform = (observation: ArrayLike<number>) =>
    Float64Array.from(observation, (number, i) => number * scale[i] + offsets[i]);
  const ends = [transform(observationSpace.low), transform(observationSpace.high)];
  return new TransformObservation(environment, {
    transform,
    observationSpace: new Box({
      low: ends[0].map((end, i) => Math.min(end, ends[1][i])),
      high: ends[0].map((end, i) => Math.max(end, ends[1][i])),
      dtype: "float64",
    }),
    observationNames: spec.observationNames.map(({ name }) => ({ name: `scaled ${name}`, unit: "" })),
  });
}

function assertVector(name: string, vector: ArrayLike<number>, size: number): void {
  const isVector = typeof vector === "object" && vector !== null && vector.length === size;
  if (!isVector || !Array.from(vector).every(Number.isFinite)) {
    throw new RangeError(`${name} is ${shown(vector)}; it must be ${size} finite numbers`);
  }
}
