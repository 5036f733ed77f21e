import { choleskyFactor, invertLower } from "../linalg/cholesky.ts";
import { scaledIdentity, transposedMultiply } from "../linalg/matrix.ts";
import { packedLength, packQuadraticForm } from "../linalg/packed.ts";
import { SymmetricFunction } from "../linalg/symmetric-function.ts";
import type { CovarianceManifold } from "./manifold.ts";
import { readCovariance } from "./read-covariance.ts";

/**
 * What metrics have in common whose points are the covariances C themselves and whose tangent vectors are symmetric matrices,
 * both row-major D×D: their `shared` methods, and C⁻¹.
 */
export function covariancePoints(dimension: number) {
  const size = dimension * dimension;
  const symmetricFunction = new SymmetricFunction(dimension);
  const factor = new Float64Array(size);
  const inverse = new Float64Array(size);

  /** C⁻¹ = L⁻ᵀ L⁻¹, row-major; the array is reused by the next call. Throws RangeError when C is not positive definite. */
  function inverseOf(point: Float64Array, pointAt: number): Float64Array {
    if (!choleskyFactor(factor, 0, point, pointAt, dimension)) {
      throw new RangeError("covariance is no longer positive definite to rounding");
    }
    invertLower(inverse, 0, factor, 0, dimension);
    transposedMultiply(factor, 0, inverse, 0, inverse, 0, dimension);
    return factor;
  }

  const shared = {
    dimension,
    formLength: packedLength(dimension),
    pointSize: size,
    tangentSize: size,

    isotropic(out, outAt, variance) {
      scaledIdentity(out, outAt, dimension, variance);
    },

    fromCovariance(out, outAt, covariance) {
      readCovariance(out, outAt, factor, covariance, dimension);
    },

    covariance(out, outAt, point, pointAt) {
      out.set(point.subarray(pointAt, pointAt + size), outAt);
    },

    quadraticForm(out, outAt, point, pointAt) {
      packQuadraticForm(out, outAt, inverseOf(point, pointAt), 0, dimension);
    },

    /** Clamps the eigenvalues of C to [1/maximum, 1/minimum]: the nearest such C in the Frobenius norm. */
    boundPrecision(point, pointAt, minimum, maximum) {
      return symmetricFunction.boundEigenvalues(point, pointAt, 1 / maximum, 1 / minimum);
    },
  } satisfies Partial<CovarianceManifold>;

  return { shared, inverseOf, symmetricFunction };
}
