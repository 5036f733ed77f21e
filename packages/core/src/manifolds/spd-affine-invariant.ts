import { congruence, dot, multiply } from "../linalg/matrix.ts";
import { unpackSymmetric } from "../linalg/packed.ts";
import { covariancePoints } from "./covariance-points.ts";
import type { CovarianceManifold } from "./manifold.ts";

/**
 * The affine-invariant metric ⟨X, Y⟩_C = tr(C⁻¹XC⁻¹Y) in its textbook form (Pennec, Fillard & Ayache, IJCV 2006; Sra &
 * Hosseini, SIAM J. Optim. 2015): points C, tangent vectors X, both symmetric row-major D×D, square roots by
 * eigendecomposition. Slow; the oracle of `spdAffineInvariantFrame`, which computes the same.
 */
export function spdAffineInvariant(dimension: number): CovarianceManifold {
  const size = dimension * dimension;
  const { shared, inverseOf, symmetricFunction } = covariancePoints(dimension);
  const root = new Float64Array(size);
  const inverseRoot = new Float64Array(size);
  const work = new Float64Array(size);
  const result = new Float64Array(size);
  const product = new Float64Array(size);

  /** Writes C^-½ X C^-½ into `work`, and C^-½ into `inverseRoot`. */
  function whiten(point: Float64Array, pointAt: number, x: Float64Array, xAt: number): void {
    symmetricFunction.inverseSquareRoot(inverseRoot, 0, point, pointAt);
    congruence(work, 0, inverseRoot, 0, x, xAt, product, dimension);
  }

  return {
    ...shared,
    name: "affine-invariant-textbook",

    innerProduct(point, pointAt, x, xAt, y, yAt) {
      congruence(work, 0, inverseOf(point, pointAt), 0, x, xAt, product, dimension);
      return dot(work, 0, y, yAt, size);
    },

    /** C^½ exp(C^-½ X C^-½) C^½. */
    exponential(out, outAt, point, pointAt, tangent, tangentAt) {
      symmetricFunction.squareRoot(root, 0, point, pointAt);
      whiten(point, pointAt, tangent, tangentAt);
      symmetricFunction.exponential(work, 0, work, 0);
      congruence(out, outAt, root, 0, work, 0, product, dimension);
    },

    /** Parallel transport E Y Eᵀ along the geodesic to C' = Exp_C(X), E = (C'C⁻¹)^½ = C^½ exp(C^-½ X C^-½ / 2) C^-½. */
    transport(out, outAt, point, pointAt, direction, directionAt, vector, vectorAt) {
      symmetricFunction.squareRoot(root, 0, point, pointAt);
      whiten(point, pointAt, direction, directionAt);
      for (let i = 0; i < size; i++) work[i] /= 2;
      symmetricFunction.exponential(work, 0, work, 0);
      multiply(result, 0, root, 0, work, 0, dimension);
      multiply(work, 0, result, 0, inverseRoot, 0, dimension);
      congruence(out, outAt, work, 0, vector, vectorAt, product, dimension);
    },

    /** C^½ log(C^-½ C' C^-½) C^½. */
    logarithm(out, outAt, point, pointAt, other, otherAt) {
      symmetricFunction.squareRoot(root, 0, point, pointAt);
      whiten(point, pointAt, other, otherAt);
      symmetricFunction.logarithm(work, 0, work, 0);
      congruence(out, outAt, root, 0, work, 0, product, dimension);
    },

    /** ‖log(C^-½ C' C^-½)‖_F. */
    distance(point, pointAt, other, otherAt) {
      whiten(point, pointAt, other, otherAt);
      symmetricFunction.logarithm(work, 0, work, 0);
      return Math.sqrt(dot(work, 0, work, 0, size));
    },

    /** C ∂L/∂C C = C C⁻¹SC⁻¹ C = S. */
    scatterToRiemannianGradient(out, outAt, _point, _pointAt, scatter, scatterAt) {
      unpackSymmetric(work, 0, scatter, scatterAt, dimension);
      out.set(work, outAt);
    },
  };
}
