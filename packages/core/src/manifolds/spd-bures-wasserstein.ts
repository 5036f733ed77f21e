import { choleskyFactor } from "../linalg/cholesky.ts";
import { congruence, dot, multiply, scaledIdentity, transposedMultiply } from "../linalg/matrix.ts";
import { unpackSymmetric } from "../linalg/packed.ts";
import { SymmetricEigen } from "../linalg/symmetric-eigen.ts";
import { covariancePoints } from "./covariance-points.ts";
import type { CovarianceManifold } from "./manifold.ts";

/** Share of the way to the border of the cone at which a geodesic that would cross it is stopped. */
const BORDER_SHARE = 0.99;

/**
 * The Bures–Wasserstein metric: the distance of optimal transport between centred Gaussians (Bhatia, Jain & Lim, Expositiones
 * Mathematicae 2019; Malagò, Montrucchio & Pistone, Information Geometry 2018). Points are C. A tangent vector X is written as
 * the symmetric solution Λ of ΛC + CΛ = X, row-major D×D, which turns the Lyapunov equation of the textbook form into
 *
 * - inner product tr(Λ C Λ'), that is ½ tr(ΛX'),
 * - gradient Λ = 2 ∂L/∂C,
 * - Exp_C(Λ) = (I + Λ) C (I + Λ).
 *
 * Geodesics end where I + Λ becomes singular: a longer step stops at 99 % of the way there. Parallel transport has no
 * closed form. `transport` is the projection of ΛC^½ on the horizontal space at the new point of the quotient ℝ^{D×D}/O(D), whose
 * metric this is: exact for the direction itself, to first order for other vectors, never longer than the vector.
 */
export function spdBuresWasserstein(dimension: number): CovarianceManifold {
  const size = dimension * dimension;
  const { shared, inverseOf, symmetricFunction } = covariancePoints(dimension);
  const eigen = new SymmetricEigen(dimension);
  const step = new Float64Array(size);
  const root = new Float64Array(size);
  const work = new Float64Array(size);
  const result = new Float64Array(size);
  const product = new Float64Array(size);

  /** Writes I + tΛ into `step`: t = 1, or less where the geodesic would leave the cone before. */
  function boundedStep(tangent: Float64Array, tangentAt: number): void {
    scaledIdentity(step, 0, dimension, 1);
    for (let i = 0; i < size; i++) step[i] += tangent[tangentAt + i];
    for (let i = 0; i < size; i++) work[i] = step[i];
    for (let i = 0; i < dimension; i++) work[i * dimension + i] -= 1 - BORDER_SHARE;
    if (choleskyFactor(work, 0, work, 0, dimension)) return;
    eigen.decompose(tangent, tangentAt);
    const lowest = eigen.values[dimension - 1];
    if (lowest >= -BORDER_SHARE) return;
    scaledIdentity(step, 0, dimension, 1);
    for (let i = 0; i < size; i++) step[i] += (-BORDER_SHARE / lowest) * tangent[tangentAt + i];
  }

  return {
    ...shared,
    name: "bures-wasserstein",

    innerProduct(point, pointAt, x, xAt, y, yAt) {
      multiply(product, 0, x, xAt, point, pointAt, dimension);
      return dot(product, 0, y, yAt, size);
    },

    exponential(out, outAt, point, pointAt, tangent, tangentAt) {
      boundedStep(tangent, tangentAt);
      congruence(out, outAt, step, 0, point, pointAt, product, dimension);
    },

    /** Λ' with Λ'C' + C'Λ' = Λ C M + M C Λ, where M = I + direction and C' = M C M. */
    transport(out, outAt, point, pointAt, direction, directionAt, vector, vectorAt) {
      boundedStep(direction, directionAt);
      congruence(work, 0, step, 0, point, pointAt, product, dimension);
      eigen.decompose(work, 0);
      // `product` still holds M C.
      multiply(work, 0, product, 0, vector, vectorAt, dimension);
      for (let row = 0; row < dimension; row++) {
        for (let column = 0; column < dimension; column++) {
          result[row * dimension + column] = work[row * dimension + column] + work[column * dimension + row];
        }
      }
      const { values, vectors } = eigen;
      transposedMultiply(work, 0, vectors, 0, result, 0, dimension);
      multiply(result, 0, work, 0, vectors, 0, dimension);
      for (let row = 0; row < dimension; row++) {
        for (let column = 0; column < dimension; column++) {
          result[row * dimension + column] /= values[row] + values[column];
        }
      }
      congruence(out, outAt, vectors, 0, result, 0, product, dimension);
    },

    /** Λ = C^-½ (C^½ C' C^½)^½ C^-½ − I: the map of optimal transport less the identity. */
    logarithm(out, outAt, point, pointAt, other, otherAt) {
      symmetricFunction.squareRoot(root, 0, point, pointAt);
      congruence(work, 0, root, 0, other, otherAt, product, dimension);
      symmetricFunction.squareRoot(work, 0, work, 0);
      symmetricFunction.inverseSquareRoot(root, 0, point, pointAt);
      congruence(out, outAt, root, 0, work, 0, product, dimension);
      for (let i = 0; i < dimension; i++) out[outAt + i * dimension + i] -= 1;
    },

    distance(point, pointAt, other, otherAt) {
      this.logarithm(result, 0, point, pointAt, other, otherAt);
      return Math.sqrt(this.innerProduct(point, pointAt, result, 0, result, 0));
    },

    /** Λ = 2 C⁻¹ S C⁻¹. */
    scatterToRiemannianGradient(out, outAt, point, pointAt, scatter, scatterAt) {
      unpackSymmetric(work, 0, scatter, scatterAt, dimension);
      for (let i = 0; i < size; i++) work[i] *= 2;
      congruence(out, outAt, inverseOf(point, pointAt), 0, work, 0, product, dimension);
    },
  };
}
