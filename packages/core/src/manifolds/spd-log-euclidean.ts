import { congruence, multiply, scaledIdentity, transposedMultiply } from "../linalg/matrix.ts";
import { packedLength, packQuadraticForm, unpackSymmetric } from "../linalg/packed.ts";
import { SymmetricEigen } from "../linalg/symmetric-eigen.ts";
import { SymmetricFunction } from "../linalg/symmetric-function.ts";
import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { euclidean } from "./euclidean.ts";
import type { CovarianceManifold } from "./manifold.ts";
import { readCovariance } from "./read-covariance.ts";

/**
 * The log-Euclidean metric (Arsigny, Fillard, Pennec & Ayache, SIAM J. Matrix Anal. 2007): the Euclidean one on log C. A point
 * is the symmetric matrix log C, a tangent vector a change of it, both row-major D×D; geodesics are straight lines and transport
 * changes nothing, both exactly.
 */
export function spdLogEuclidean(dimension: number): CovarianceManifold {
  const size = dimension * dimension;
  const symmetricFunction = new SymmetricFunction(dimension);
  const eigen = new SymmetricEigen(dimension);
  const work = new Float64Array(size);
  const result = new Float64Array(size);
  return {
    ...euclidean(size),
    name: "log-euclidean",
    dimension,
    formLength: packedLength(dimension),

    isotropic(out, outAt, variance) {
      scaledIdentity(out, outAt, dimension, log(variance));
    },

    fromCovariance(out, outAt, covariance) {
      readCovariance(out, outAt, work, covariance, dimension);
      symmetricFunction.logarithm(out, outAt, out, outAt);
    },

    covariance(out, outAt, point, pointAt) {
      symmetricFunction.exponential(out, outAt, point, pointAt);
    },

    /** C⁻¹ = exp(−log C). */
    quadraticForm(out, outAt, point, pointAt) {
      for (let i = 0; i < size; i++) work[i] = -point[pointAt + i];
      symmetricFunction.exponential(work, 0, work, 0);
      packQuadraticForm(out, outAt, work, 0, dimension);
    },

    /**
     * The derivative of exp at −log C in direction S, by Daleckii and Krein's formula: with log C = V diag(l) Vᵀ,
     * V (F ∘ VᵀSV) Vᵀ, F_ij the divided difference of exp at −l_i and −l_j.
     */
    scatterToRiemannianGradient(out, outAt, point, pointAt, scatter, scatterAt) {
      eigen.decompose(point, pointAt);
      const { values, vectors } = eigen;
      unpackSymmetric(work, 0, scatter, scatterAt, dimension);
      transposedMultiply(result, 0, vectors, 0, work, 0, dimension);
      multiply(work, 0, result, 0, vectors, 0, dimension);
      for (let row = 0; row < dimension; row++) {
        for (let column = 0; column < dimension; column++) {
          work[row * dimension + column] *= dividedDifference(-values[row], -values[column]);
        }
      }
      congruence(out, outAt, vectors, 0, work, 0, result, dimension);
    },

    boundPrecision(point, pointAt, minimum, maximum) {
      return symmetricFunction.boundEigenvalues(point, pointAt, -log(maximum), -log(minimum));
    },
  };
}

/** (exp a − exp b)/(a − b), exp a where they meet: exp of the middle times sinh(h)/h, h half the difference. */
function dividedDifference(a: number, b: number): number {
  const half = (a - b) / 2;
  if (Math.abs(half) > 0.5) return (exp(a) - exp(b)) / (a - b);
  const square = half * half;
  let series = 1;
  for (let n = 7; n > 0; n--) series = 1 + (series * square) / (2 * n * (2 * n + 1));
  return exp((a + b) / 2) * series;
}
