/** Where observations lie, as far as a Gaussian tells: their mean and how they vary about it, in their own units. */
export interface ObservationDistribution {
  /** D */
  readonly mean: Float64Array;
  /** D × D, row-major, symmetric, positive semi-definite. */
  readonly covariance: Float64Array;
}

/**
 * Mean and covariance (divided by their number) of raw observations, count × `size`. Throws RangeError when they are not
 * whole observations, or none.
 */
export function observationDistribution(
  observations: ArrayLike<number>,
  size: number,
): ObservationDistribution {
  const count = observations.length / size;
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new RangeError(
      `observations has ${observations.length} numbers; it must hold one or more rows of ${size}`,
    );
  }
  const mean = new Float64Array(size);
  for (let t = 0; t < count; t++)
    for (let i = 0; i < size; i++) mean[i] += observations[t * size + i] / count;

  const covariance = new Float64Array(size * size);
  const deviation = new Float64Array(size);
  for (let t = 0; t < count; t++) {
    for (let i = 0; i < size; i++) deviation[i] = observations[t * size + i] - mean[i];
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) covariance[i * size + j] += (deviation[i] * deviation[j]) / count;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) covariance[j * size + i] = covariance[i * size + j];
  }
  return { mean, covariance };
}
