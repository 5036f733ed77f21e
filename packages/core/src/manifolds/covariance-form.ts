import type { ResolvedAgentOptions } from "../options/agent-options.ts";

/** The metrics on covariances (method §6) by the names that the agent's option `metric` takes. */
export type CovarianceMetricName = ResolvedAgentOptions["metric"];
/** The forms of covariances by the names that the agent's option `covariance` takes. */
export type CovarianceForm = ResolvedAgentOptions["covariance"];

/** The one metric that has a diagonal form. */
const DIAGONAL_METRIC: CovarianceMetricName = "affine-invariant";

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
