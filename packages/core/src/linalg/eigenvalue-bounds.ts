import { choleskyFactor } from "./cholesky.ts";

/**
 * Whether all eigenvalues of a symmetric matrix A lie in [minimum, maximum], without computing them: by Gershgorin's discs,
 * or else because A − minimum·I and maximum·I − A both have a Cholesky factor. False when in doubt to rounding (or not
 * finite). `scratch` holds size² numbers.
 */
export function eigenvaluesLieWithin(
  matrix: Float64Array,
  matrixAt: number,
  minimum: number,
  maximum: number,
  scratch: Float64Array,
  size: number,
): boolean {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < size; row++) {
    const rowAt = matrixAt + row * size;
    const center = matrix[rowAt + row];
    let radius = -Math.abs(center);
    for (let column = 0; column < size; column++) radius += Math.abs(matrix[rowAt + column]);
    lowest = Math.min(lowest, center - radius);
    highest = Math.max(highest, center + radius);
  }
  return (
    (lowest >= minimum || isPositiveDefinite(matrix, matrixAt, 1, -minimum, scratch, size)) &&
    (highest <= maximum || isPositiveDefinite(matrix, matrixAt, -1, maximum, scratch, size))
  );
}

/** Whether sign·A + shift·I has a Cholesky factor. */
function isPositiveDefinite(
  matrix: Float64Array,
  matrixAt: number,
  sign: number,
  shift: number,
  scratch: Float64Array,
  size: number,
): boolean {
  for (let i = 0; i < size * size; i++) scratch[i] = sign * matrix[matrixAt + i];
  for (let i = 0; i < size; i++) scratch[i * size + i] += shift;
  return choleskyFactor(scratch, 0, scratch, 0, size);
}
