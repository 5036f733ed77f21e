import type { CovarianceManifold } from "../manifolds/manifold.ts";
import type { ResolvedAgentOptions } from "../options/agent-options.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { GaussianMixtureQ } from "./gaussian-mixture-q.ts";
import type { Shape } from "./mixture.ts";

/** Standard deviation of the one factor that does not start at 1. */
const NEAR_ZERO_DEVIATION = 0.1;
/** The same in a table: what begins at a state that is never left stays there, and should not look learned. */
const TABLE_DEVIATION = 0.01;
/** The seed's stream that initial parameters are drawn from. */
const INITIALIZATION_STREAM = 1;

/** A Q-function's shape, and how it starts. */
export type Initialization = Shape &
  Pick<ResolvedAgentOptions, "initialVariance" | "initialization" | "stateCount">;

/** The Q-function that a seed makes, before anything is learned. */
export function createInitialMixture(
  options: Initialization,
  manifold: CovarianceManifold,
  seed: number,
): GaussianMixtureQ {
  const q = new GaussianMixtureQ(options, manifold);
  drawParameters(q.means, q.factors, options, seed);
  const variance = options.initialVariance * options.observationSize;
  for (let k = 0; k < q.componentCount; k++) {
    manifold.isotropic(q.covariancePoints, k * manifold.pointSize, variance);
  }
  q.refresh();
  return q;
}

/** What a seed draws, the same for every backend: means (K × D) and factors (K × J × A). */
export function drawParameters(
  means: Float64Array,
  factors: Float64Array,
  options: Initialization,
  seed: number,
): void {
  const random = Xoshiro128.fromSeed(seed, INITIALIZATION_STREAM);
  if (options.stateCount === undefined) drawMeans(means, random);
  else placeAtStates(means);
  drawFactors(factors, options, random);
}

/** A hill at the number of each state. */
function placeAtStates(means: Float64Array): void {
  for (let k = 0; k < means.length; k++) means[k] = k;
}

/** Means uniform in [−1, 1]^D, in normalised observation coordinates. */
function drawMeans(means: Float64Array, random: Xoshiro128): void {
  for (let i = 0; i < means.length; i++) means[i] = 2 * random.uniform() - 1;
}

/**
 * `near-zero`: one factor of each weight is 0.1·N(0,1), the others are 1, so Q starts near 0 with its full gradient.
 * `unit-sign`: every factor is ±1; such a weight cannot cross 0, since the product's gradient vanishes there.
 */
function drawFactors(factors: Float64Array, options: Initialization, random: Xoshiro128): void {
  const { actionCount, factorCount, initialization, stateCount } = options;
  const deviation = stateCount === undefined ? NEAR_ZERO_DEVIATION : TABLE_DEVIATION;
  for (let i = 0; i < factors.length; i++) {
    const isFirst = i % (factorCount * actionCount) < actionCount;
    if (initialization === "unit-sign") factors[i] = random.uniform() < 0.5 ? -1 : 1;
    else factors[i] = isFirst ? deviation * random.normal() : 1;
  }
}
