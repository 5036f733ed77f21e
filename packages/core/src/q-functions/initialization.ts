import { type CovarianceMetricName, createCovarianceManifold } from "../manifolds/covariance-manifolds.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { GaussianMixtureQ } from "./gaussian-mixture-q.ts";
import type { Shape } from "./mixture.ts";

/** How the Hadamard factors start; see `initializeFactors`. */
export const factorInitializations = ["near-zero", "unit-sign"] as const;
export type FactorInitialization = (typeof factorInitializations)[number];

/** Standard deviation of the one factor that does not start at 1. */
const NEAR_ZERO_DEVIATION = 0.1;

/** The seed's stream that initial parameters are drawn from. */
const INITIALIZATION_STREAM = 1;

/** A Q-function's shape, and how it starts. */
export interface InitialMixture extends Shape {
  readonly metric: CovarianceMetricName;
  /** C₀ = initialVariance·D·I */
  readonly initialVariance: number;
  readonly initialization: FactorInitialization;
}

/** The Q-function that a seed makes, before anything is learned: the same for every backend. */
export function createInitialMixture(options: InitialMixture, seed: number): GaussianMixtureQ {
  const { metric, observationSize, initialVariance, initialization } = options;
  const random = Xoshiro128.fromSeed(seed, INITIALIZATION_STREAM);
  const q = new GaussianMixtureQ(options, createCovarianceManifold(metric, observationSize));
  initializeGaussians(q, initialVariance * observationSize, random);
  initializeFactors(q, initialization, random);
  q.refresh();
  return q;
}

/** Means uniform in [−1, 1]^D, covariances `variance`·I, in normalised observation coordinates. */
export function initializeGaussians(q: GaussianMixtureQ, variance: number, random: Xoshiro128): void {
  for (let i = 0; i < q.means.length; i++) q.means[i] = 2 * random.uniform() - 1;
  for (let k = 0; k < q.componentCount; k++) {
    q.manifold.isotropic(q.covariancePoints, k * q.manifold.pointSize, variance);
  }
}

/**
 * `near-zero`: one factor of each weight is 0.1·N(0,1), the others are 1, so Q starts near 0 with its full gradient.
 * `unit-sign`: every factor is ±1; such a weight cannot cross 0, since the product's gradient vanishes there.
 */
export function initializeFactors(
  q: GaussianMixtureQ,
  initialization: FactorInitialization,
  random: Xoshiro128,
): void {
  const { actionCount, factorCount } = q;
  for (let i = 0; i < q.factors.length; i++) {
    const isFirst = i % (factorCount * actionCount) < actionCount;
    if (initialization === "unit-sign") q.factors[i] = random.uniform() < 0.5 ? -1 : 1;
    else q.factors[i] = isFirst ? NEAR_ZERO_DEVIATION * random.normal() : 1;
  }
}
