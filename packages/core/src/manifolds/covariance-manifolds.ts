import { agentOptions, type ResolvedAgentOptions } from "../options/agent-options.ts";
import type { CovarianceManifold } from "./manifold.ts";
import { spdAffineInvariant } from "./spd-affine-invariant.ts";
import { spdAffineInvariantFrame } from "./spd-affine-invariant-frame.ts";
import { spdBuresWasserstein } from "./spd-bures-wasserstein.ts";
import { spdEuclideanProjection } from "./spd-euclidean-projection.ts";
import { spdLogCholesky } from "./spd-log-cholesky.ts";
import { spdLogEuclidean } from "./spd-log-euclidean.ts";

/** The metrics on covariances (method §6) by the names that the agent's option `metric` takes. */
export type CovarianceMetricName = ResolvedAgentOptions["metric"];

const COVARIANCE_MANIFOLDS: Record<CovarianceMetricName, (dimension: number) => CovarianceManifold> = {
  "affine-invariant": spdAffineInvariantFrame,
  "affine-invariant-textbook": spdAffineInvariant,
  euclidean: spdEuclideanProjection,
  "log-euclidean": spdLogEuclidean,
  "log-cholesky": spdLogCholesky,
  "bures-wasserstein": spdBuresWasserstein,
};

/** A new manifold of D×D covariances with the named metric; RangeError when there is no such metric. */
export function createCovarianceManifold(
  metric: CovarianceMetricName,
  dimension: number,
): CovarianceManifold {
  if (!Object.hasOwn(COVARIANCE_MANIFOLDS, metric)) {
    throw new RangeError(`no metric "${metric}"; there are ${agentOptions.metric.choices.join(", ")}`);
  }
  return COVARIANCE_MANIFOLDS[metric](dimension);
}
