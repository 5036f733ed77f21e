import { choleskyFactor, invertLower } from "../linalg/cholesky.ts";
import { congruence, multiplyTransposed, transposedMultiply } from "../linalg/matrix.ts";
import { packedLength, packQuadraticForm, unpackSymmetric } from "../linalg/packed.ts";
import { SymmetricFunction } from "../linalg/symmetric-function.ts";
import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { euclidean } from "./euclidean.ts";
import type { CovarianceManifold } from "./manifold.ts";
import { readCovariance } from "./read-covariance.ts";

/**
 * The log-Cholesky metric (Lin, SIAM J. Matrix Anal. 2019) on C = L Lᵀ: the Euclidean one on the entries of L below the
 * diagonal and the logarithms of those on it. A point is these D(D+1)/2 numbers, row by row, a tangent vector a change of
 * them; geodesics are straight lines and transport changes nothing, both exactly.
 */
export function spdLogCholesky(dimension: number): CovarianceManifold {
  const size = dimension * dimension;
  const coordinates = euclidean(packedLength(dimension));
  const symmetricFunction = new SymmetricFunction(dimension);
  const lower = new Float64Array(size);
  const inverse = new Float64Array(size);
  const work = new Float64Array(size);
  const result = new Float64Array(size);

  function toCoordinates(out: Float64Array, outAt: number): void {
    let next = outAt;
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < row; column++) out[next++] = lower[row * dimension + column];
      out[next++] = log(lower[row * dimension + row]);
    }
  }

  function fromCoordinates(point: Float64Array, pointAt: number): void {
    lower.fill(0);
    let next = pointAt;
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < row; column++) lower[row * dimension + column] = point[next++];
      lower[row * dimension + row] = exp(point[next++]);
    }
  }

  return {
    ...coordinates,
    name: "log-cholesky",
    dimension,
    formLength: packedLength(dimension),

    isotropic(out, outAt, variance) {
      out.fill(0, outAt, outAt + coordinates.pointSize);
      let next = outAt;
      for (let row = 0; row < dimension; row++) {
        next += row;
        out[next++] = log(variance) / 2;
      }
    },

    fromCovariance(out, outAt, covariance) {
      readCovariance(work, 0, lower, covariance, dimension);
      toCoordinates(out, outAt);
    },

    covariance(out, outAt, point, pointAt) {
      fromCoordinates(point, pointAt);
      multiplyTransposed(out, outAt, lower, 0, lower, 0, dimension);
    },

    /** C⁻¹ = L⁻ᵀ L⁻¹. */
    quadraticForm(out, outAt, point, pointAt) {
      fromCoordinates(point, pointAt);
      invertLower(inverse, 0, lower, 0, dimension);
      transposedMultiply(work, 0, inverse, 0, inverse, 0, dimension);
      packQuadraticForm(out, outAt, work, 0, dimension);
    },

    /** ∂L/∂L = 2 C⁻¹SC⁻¹ L = 2 L⁻ᵀ (L⁻¹ S L⁻ᵀ), lower triangle; times L_ii on the diagonal, where the logarithm varies. */
    scatterToRiemannianGradient(out, outAt, point, pointAt, scatter, scatterAt) {
      fromCoordinates(point, pointAt);
      invertLower(inverse, 0, lower, 0, dimension);
      unpackSymmetric(work, 0, scatter, scatterAt, dimension);
      congruence(work, 0, inverse, 0, work, 0, result, dimension);
      transposedMultiply(result, 0, inverse, 0, work, 0, dimension);
      let next = outAt;
      for (let row = 0; row < dimension; row++) {
        for (let column = 0; column < row; column++) out[next++] = 2 * result[row * dimension + column];
        out[next++] = 2 * result[row * dimension + row] * lower[row * dimension + row];
      }
    },

    /** Clamps the eigenvalues of C, which is the nearest such C in the Frobenius norm, not in this metric. */
    boundPrecision(point, pointAt, minimum, maximum) {
      this.covariance(work, 0, point, pointAt);
      if (!symmetricFunction.boundEigenvalues(work, 0, 1 / maximum, 1 / minimum)) return false;
      choleskyFactor(lower, 0, work, 0, dimension);
      toCoordinates(point, pointAt);
      return true;
    },
  };
}
