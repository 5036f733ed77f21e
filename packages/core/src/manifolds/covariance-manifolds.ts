import { type CovarianceMetricName, covarianceMetrics } from "./covariance-metrics.ts";
import type { CovarianceManifold, GeodesicManifold } from "./manifold.ts";
import { SpdAffineInvariant } from "./spd-affine-invariant.ts";
import { SpdAffineInvariantFrame } from "./spd-affine-invariant-frame.ts";
import { SpdBuresWasserstein } from "./spd-bures-wasserstein.ts";
import { SpdEuclideanProjection } from "./spd-euclidean-projection.ts";
import { SpdLogCholesky } from "./spd-log-cholesky.ts";
import { SpdLogEuclidean } from "./spd-log-euclidean.ts";

const COVARIANCE_MANIFOLDS: Record<
  CovarianceMetricName,
  new (
    dimension: number,
  ) => CovarianceManifold & GeodesicManifold
> = {
  "affine-invariant": SpdAffineInvariantFrame,
  "affine-invariant-textbook": SpdAffineInvariant,
  euclidean: SpdEuclideanProjection,
  "log-euclidean": SpdLogEuclidean,
  "log-cholesky": SpdLogCholesky,
  "bures-wasserstein": SpdBuresWasserstein,
};

/** A new manifold of D×D covariances with the named metric; RangeError when there is no such metric. */
export function createCovarianceManifold(
  metric: CovarianceMetricName,
  dimension: number,
): CovarianceManifold & GeodesicManifold {
  if (!Object.hasOwn(COVARIANCE_MANIFOLDS, metric)) {
    throw new RangeError(`no metric "${metric}"; there are ${covarianceMetrics.join(", ")}`);
  }
  return new COVARIANCE_MANIFOLDS[metric](dimension);
}
