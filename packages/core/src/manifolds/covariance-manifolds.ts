import { agentOptions, type ResolvedAgentOptions } from "../options/agent-options.ts";
import { diagonalAffineInvariant } from "./diagonal-affine-invariant.ts";
import type { CovarianceManifold } from "./manifold.ts";
import { spdAffineInvariant } from "./spd-affine-invariant.ts";
import { spdAffineInvariantFrame } from "./spd-affine-invariant-frame.ts";
import { spdBuresWasserstein } from "./spd-bures-wasserstein.ts";
import { spdEuclideanProjection } from "./spd-euclidean-projection.ts";
import { spdLogCholesky } from "./spd-log-cholesky.ts";
import { spdLogEuclidean } from "./spd-log-euclidean.ts";

/** The metrics on covariances (method §6) by the names that the agent's option `metric` takes. */
export type CovarianceMetricName = ResolvedAgentOptions["metric"];
/** The forms of covariances by the names that the agent's option `covariance` takes. */
export type CovarianceForm = ResolvedAgentOptions["covariance"];
/** The one metric that has a diagonal form. */
const DIAGONAL_METRIC: CovarianceMetricName = "affine-invariant";

const COVARIANCE_MANIFOLDS: Record<CovarianceMetricName, (dimension: number) => CovarianceManifold> = {
  "affine-invariant": spdAffineInvariantFrame,
  "affine-invariant-textbook": spdAffineInvariant,
  euclidean: spdEuclideanProjection,
  "log-euclidean": spdLogEuclidean,
  "log-cholesky": spdLogCholesky,
  "bures-wasserstein": spdBuresWasserstein,
};

/** Whether a metric's covariances may be diagonal. */
export function hasDiagonalForm(metric: CovarianceMetricName): boolean {
  return metric === DIAGONAL_METRIC;
}

/** Throws RangeError, naming what may be had, where a metric has no covariances of the form. */
export function checkCovarianceForm(metric: CovarianceMetricName, form: CovarianceForm): void {
  if (form === "full" || hasDiagonalForm(metric)) return;
  throw new RangeError(
    `covariance is "${form}"; with the metric "${metric}" it must be "full": only "${DIAGONAL_METRIC}" has a diagonal form`,
  );
}

/**
 * A new manifold of D×D covariances of a form with the named metric. Throws RangeError when there is no such metric, or none
 * of that form.
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
  return form === "diagonal" ? diagonalAffineInvariant(dimension) : COVARIANCE_MANIFOLDS[metric](dimension);
}
