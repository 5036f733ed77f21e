import { congruence } from "../linalg/matrix.ts";
import { unpackSymmetric } from "../linalg/packed.ts";
import { covariancePoints } from "./covariance-points.ts";
import { euclidean } from "./euclidean.ts";
import type { CovarianceManifold } from "./manifold.ts";

/** Smallest eigenvalue of C that the retraction leaves, unless told otherwise. */
const DEFAULT_FLOOR = 1e-6;

/**
 * The metric ⟨X, Y⟩ = tr(XY) that C inherits from ℝ^{D×D}. The cone of positive definite matrices is not complete in it, so
 * that `exponential` is a retraction: C + X, then eigenvalues below `floor` are raised to it. Points and tangent vectors are
 * symmetric, row-major D×D; transport is the identity, exact as long as nothing is raised.
 */
export function spdEuclideanProjection(dimension: number, floor = DEFAULT_FLOOR): CovarianceManifold {
  const size = dimension * dimension;
  const { shared, inverseOf, symmetricFunction } = covariancePoints(dimension);
  const surroundings = euclidean(size);
  const work = new Float64Array(size);
  const product = new Float64Array(size);
  return {
    ...surroundings,
    ...shared,

    exponential(out, outAt, point, pointAt, tangent, tangentAt) {
      surroundings.exponential(out, outAt, point, pointAt, tangent, tangentAt);
      symmetricFunction.boundEigenvalues(out, outAt, floor, Number.POSITIVE_INFINITY);
    },

    /** ∂L/∂C = C⁻¹ S C⁻¹. */
    scatterToRiemannianGradient(out, outAt, point, pointAt, scatter, scatterAt) {
      unpackSymmetric(work, 0, scatter, scatterAt, dimension);
      congruence(out, outAt, inverseOf(point, pointAt), 0, work, 0, product, dimension);
    },
  };
}
