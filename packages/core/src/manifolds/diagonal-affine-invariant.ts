import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { euclidean } from "./euclidean.ts";
import type { CovarianceManifold } from "./manifold.ts";

/**
 * The affine-invariant metric on diagonal covariances, which are a totally geodesic part of all of them: the frame W of
 * `spdAffineInvariantFrame` stays diagonal, and everything is D independent coordinates. A point is the diagonal w of W, with
 * C = diag(w⁻²); a tangent vector is the diagonal x̂ of X̂. The inner product is Σ x̂ᵢŷᵢ, the gradient wᵢ² Sᵢᵢ, Exp is
 * wᵢ ↦ exp(−x̂ᵢ/2) wᵢ, and transport leaves x̂ as it is.
 */
export function diagonalAffineInvariant(dimension: number): CovarianceManifold {
  return {
    // In frame coordinates every tangent space is Euclidean, and its vectors are transported as they are.
    ...euclidean(dimension),
    name: "affine-invariant",
    hasRelativeSteps: true,
    dimension,
    formLength: dimension,

    exponential(out, outAt, point, pointAt, tangent, tangentAt) {
      for (let i = 0; i < dimension; i++) {
        out[outAt + i] = exp(-0.5 * tangent[tangentAt + i]) * point[pointAt + i];
      }
    },

    /** x̂ᵢ = ln(wᵢ² / w'ᵢ²). */
    logarithm(out, outAt, point, pointAt, other, otherAt) {
      for (let i = 0; i < dimension; i++) out[outAt + i] = 2 * log(point[pointAt + i] / other[otherAt + i]);
    },

    distance(point, pointAt, other, otherAt) {
      let square = 0;
      for (let i = 0; i < dimension; i++) {
        const coordinate = 2 * log(point[pointAt + i] / other[otherAt + i]);
        square += coordinate * coordinate;
      }
      return Math.sqrt(square);
    },

    isotropic(out, outAt, variance) {
      out.fill(1 / Math.sqrt(variance), outAt, outAt + dimension);
    },

    fromCovariance(out, outAt, covariance) {
      checkDiagonal(covariance, dimension);
      for (let i = 0; i < dimension; i++) out[outAt + i] = 1 / Math.sqrt(covariance[i * (dimension + 1)]);
    },

    covariance(out, outAt, point, pointAt) {
      out.fill(0, outAt, outAt + dimension * dimension);
      for (let i = 0; i < dimension; i++) {
        out[outAt + i * (dimension + 1)] = 1 / (point[pointAt + i] * point[pointAt + i]);
      }
    },

    quadraticForm(out, outAt, point, pointAt) {
      for (let i = 0; i < dimension; i++) out[outAt + i] = point[pointAt + i] * point[pointAt + i];
    },

    scatterToRiemannianGradient(out, outAt, point, pointAt, scatter, scatterAt) {
      for (let i = 0; i < dimension; i++) {
        out[outAt + i] = point[pointAt + i] * point[pointAt + i] * scatter[scatterAt + i];
      }
    },

    /** A number counts as inside up to 1e-9 of the bound: a bounded point is not bounded again. */
    boundPrecision(point, pointAt, minimum, maximum) {
      let moved = false;
      for (let i = pointAt; i < pointAt + dimension; i++) {
        const precision = point[i] * point[i];
        if (precision < minimum * (1 - 1e-9)) point[i] = Math.sqrt(minimum);
        else if (precision > maximum * (1 + 1e-9)) point[i] = Math.sqrt(maximum);
        else continue;
        moved = true;
      }
      return moved;
    },
  };
}

/** Throws RangeError unless a full row-major matrix is diagonal, and positive there. */
function checkDiagonal(covariance: ArrayLike<number>, size: number): void {
  if (covariance.length !== size * size) {
    throw new RangeError(`covariance has ${covariance.length} entries instead of ${size}×${size}`);
  }
  for (let i = 0; i < covariance.length; i++) {
    const [row, column] = [Math.floor(i / size), i % size];
    if (row !== column && covariance[i] !== 0) {
      throw new RangeError(`covariance is not diagonal at row ${row}, column ${column}`);
    }
    if (row === column && !(covariance[i] > 0)) throw new RangeError("covariance is not positive definite");
  }
}
