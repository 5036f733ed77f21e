/** The metrics on covariances (method §6) by the names that the agent's option `metric` takes; the first is the default's. */
export const covarianceMetrics = [
  "affine-invariant",
  "affine-invariant-textbook",
  "euclidean",
  "log-euclidean",
  "log-cholesky",
  "bures-wasserstein",
] as const;
export type CovarianceMetricName = (typeof covarianceMetrics)[number];
