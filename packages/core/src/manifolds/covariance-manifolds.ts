import { agentOptions } from "../options/agent-options.ts";
import { GREATEST_PRECISION, LEAST_PRECISION } from "../options/precision-range.ts";
import { type CovarianceForm, type CovarianceMetricName, checkCovarianceForm } from "./covariance-form.ts";
import { diagonalAffineInvariant } from "./diagonal-affine-invariant.ts";
import type { CovarianceManifold } from "./manifold.ts";
import { spdAffineInvariant } from "./spd-affine-invariant.ts";
import { spdAffineInvariantFrame } from "./spd-affine-invariant-frame.ts";
import { spdBuresWasserstein } from "./spd-bures-wasserstein.ts";
import { spdEuclideanProjection } from "./spd-euclidean-projection.ts";
import { spdLogCholesky } from "./spd-log-cholesky.ts";
import { spdLogEuclidean } from "./spd-log-euclidean.ts";

const COVARIANCE_MANIFOLDS: Record<CovarianceMetricName, (dimension: number) => CovarianceManifold> = {
  "affine-invariant": spdAffineInvariantFrame,
  "affine-invariant-textbook": spdAffineInvariant,
  euclidean: spdEuclideanProjection,
  "log-euclidean": spdLogEuclidean,
  "log-cholesky": spdLogCholesky,
  "bures-wasserstein": spdBuresWasserstein,
};

/**
 * A new manifold of D×D covariances of a form with the named metric, confined to the range of `precision-range.ts`. Throws RangeError
 * when there is no such metric, or none of that form.
 */
export function createCovarianceManifold(
  metric: CovarianceMetricName,
  dimension: number,
  form: CovarianceForm = "full",
): CovarianceManifold {
  if (!Object.hasOwn(COVARIANCE_MANIFOLDS, metric)) {
    throw new RangeError(`no metric "${metric}"; there are ${agentOptions.metric.choices.join(", ")}`);
  }
  checkCovarianceForm(metric, form);
  const manifold =
    form === "diagonal" ? diagonalAffineInvariant(dimension) : COVARIANCE_MANIFOLDS[metric](dimension);
  return {
    confine: (point, pointAt) => manifold.boundPrecision(point, pointAt, LEAST_PRECISION, GREATEST_PRECISION),
    ...manifold,
  };
}
