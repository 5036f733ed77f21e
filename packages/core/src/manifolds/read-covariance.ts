import { choleskyFactor } from "../linalg/cholesky.ts";

/**
 * Copies a user's full row-major covariance to `out`, made symmetric to the last bit, and writes its lower Cholesky factor to
 * `factor`. Throws RangeError when the matrix has another size, is not symmetric or is not positive definite.
 */
export function readCovariance(
  out: Float64Array,
  outAt: number,
  factor: Float64Array,
  covariance: ArrayLike<number>,
  size: number,
): void {
  if (covariance.length !== size * size) {
    throw new RangeError(`covariance has ${covariance.length} entries instead of ${size}×${size}`);
  }
  for (let row = 0; row < size; row++) {
    for (let column = row; column < size; column++) {
      const upper = covariance[row * size + column];
      const lower = covariance[column * size + row];
      if (Math.abs(upper - lower) > 1e-9 * (Math.abs(upper) + Math.abs(lower))) {
        throw new RangeError(`covariance is not symmetric at row ${row}, column ${column}`);
      }
      out[outAt + row * size + column] = out[outAt + column * size + row] = (upper + lower) / 2;
    }
  }
  if (!choleskyFactor(factor, 0, out, outAt, size)) {
    throw new RangeError("covariance is not positive definite");
  }
}
