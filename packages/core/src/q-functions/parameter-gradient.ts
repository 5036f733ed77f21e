import { dot } from "../linalg/matrix.ts";
import type { GaussianMixtureQ } from "./gaussian-mixture-q.ts";
import { hadamardGradient } from "./hadamard.ts";
import type { MixtureGradient } from "./mixture-gradient.ts";

/** Riemannian gradients of the loss, one table per parameter group of a `GaussianMixtureQ`. */
export interface ParameterGradient {
  /** K × D */
  readonly means: Float64Array;
  /** K × manifold.tangentSize */
  readonly covariances: Float64Array;
  /** K × J × A */
  readonly factors: Float64Array;
}

export function createParameterGradient(q: GaussianMixtureQ): ParameterGradient {
  return {
    means: new Float64Array(q.means.length),
    covariances: new Float64Array(q.componentCount * q.manifold.tangentSize),
    factors: new Float64Array(q.factors.length),
  };
}

/** From the mixture's gradient to the parameters' (method §4): chain rule of the factors, the metric of the covariances. */
export function parameterGradient(
  gradient: ParameterGradient,
  mixtureGradient: MixtureGradient,
  q: GaussianMixtureQ,
): void {
  const { manifold, liveCount, formLength } = q;
  gradient.means.set(mixtureGradient.means);
  hadamardGradient(gradient.factors, mixtureGradient.weights, q.factors, q, liveCount);
  for (let k = 0; k < liveCount; k++) {
    manifold.scatterToRiemannianGradient(
      gradient.covariances,
      k * manifold.tangentSize,
      q.covariancePoints,
      k * manifold.pointSize,
      mixtureGradient.scatters,
      k * formLength,
    );
  }
}

/** Norm of the gradient on the product of all live components' manifolds. */
export function gradientNorm(gradient: ParameterGradient, q: GaussianMixtureQ): number {
  const { manifold, liveCount, covariancePoints, observationSize, actionCount, factorCount } = q;
  const { means, covariances, factors } = gradient;
  let squared = dot(means, 0, means, 0, liveCount * observationSize);
  squared += dot(factors, 0, factors, 0, liveCount * factorCount * actionCount);
  for (let k = 0; k < liveCount; k++) {
    const at = k * manifold.tangentSize;
    squared += manifold.innerProduct(
      covariancePoints,
      k * manifold.pointSize,
      covariances,
      at,
      covariances,
      at,
    );
  }
  return Math.sqrt(squared);
}
