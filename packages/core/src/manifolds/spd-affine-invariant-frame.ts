import { choleskyFactor, invertLower } from "../linalg/cholesky.ts";
import { eigenvaluesLieWithin } from "../linalg/eigenvalue-bounds.ts";
import { congruence, dot, multiply, multiplyTransposed, scaledIdentity } from "../linalg/matrix.ts";
import { packedLength, packQuadraticForm, unpackSymmetric } from "../linalg/packed.ts";
import { SingularValueDecomposition } from "../linalg/singular-value-decomposition.ts";
import { SymmetricExponential } from "../linalg/symmetric-exponential.ts";
import { SymmetricFunction } from "../linalg/symmetric-function.ts";
import { GREATEST_PRECISION, LEAST_PRECISION } from "../options/precision-range.ts";
import { euclidean } from "./euclidean.ts";
import type { CovarianceManifold } from "./manifold.ts";
import { readCovariance } from "./read-covariance.ts";

/**
 * The affine-invariant metric ⟨X, Y⟩_C = tr(C⁻¹XC⁻¹Y) in a moving frame (method §5). A point is any W (row-major D×D) with
 * C = (WᵀW)⁻¹; a tangent vector X = W⁻¹ X̂ W⁻ᵀ is written as its frame coordinates X̂ (symmetric, row-major D×D). Then the
 * inner product is Frobenius', the gradient is W S Wᵀ, Exp is W ↦ exp(−X̂/2) W, and parallel transport along that geodesic
 * leaves X̂ as it is: all exact, with neither an inverse nor an eigendecomposition. Owns its scratch space, allocates nothing
 * once it is made.
 */
export function spdAffineInvariantFrame(dimension: number): CovarianceManifold {
  const size = dimension * dimension;
  const matrixExponential = new SymmetricExponential(dimension);
  const singular = new SingularValueDecomposition(dimension);
  const symmetricFunction = new SymmetricFunction(dimension);
  const left = new Float64Array(size);
  const right = new Float64Array(size);

  /** Writes C⁻¹ = WᵀW into `left`: row after row of W, in memory's order, and no work for zeros, which a fresh frame is full of. */
  function precision(point: Float64Array, pointAt: number): void {
    left.fill(0);
    for (let i = 0; i < dimension; i++) {
      const rowAt = pointAt + i * dimension;
      for (let row = 0; row < dimension; row++) {
        const factor = point[rowAt + row];
        if (factor === 0) continue;
        for (let column = row; column < dimension; column++) {
          left[row * dimension + column] += factor * point[rowAt + column];
        }
      }
    }
    for (let row = 0; row < dimension; row++) {
      for (let column = row + 1; column < dimension; column++) {
        left[column * dimension + row] = left[row * dimension + column];
      }
    }
  }

  return {
    // In frame coordinates every tangent space is Euclidean, and its vectors are transported as they are.
    ...euclidean(size),
    name: "affine-invariant",
    hasRelativeSteps: true,
    dimension,
    formLength: packedLength(dimension),

    exponential(out, outAt, point, pointAt, tangent, tangentAt) {
      const step = matrixExponential.of(tangent, tangentAt, -0.5);
      multiply(left, 0, step, 0, point, pointAt, dimension);
      for (let i = 0; i < size; i++) out[outAt + i] = left[i];
    },

    /** X̂ = log(W C' Wᵀ) for the covariance C' of the other point: zero where W' = Q W with Q orthogonal. */
    logarithm(out, outAt, point, pointAt, other, otherAt) {
      this.covariance(left, 0, other, otherAt);
      congruence(left, 0, point, pointAt, left, 0, right, dimension);
      symmetricFunction.logarithm(out, outAt, left, 0);
    },

    distance(point, pointAt, other, otherAt) {
      this.logarithm(left, 0, point, pointAt, other, otherAt);
      return Math.sqrt(dot(left, 0, left, 0, size));
    },

    isotropic(out, outAt, variance) {
      scaledIdentity(out, outAt, dimension, 1 / Math.sqrt(variance));
    },

    /** W = L⁻¹ of the Cholesky factorisation C = L Lᵀ. */
    fromCovariance(out, outAt, covariance) {
      readCovariance(left, 0, right, covariance, dimension);
      invertLower(out, outAt, right, 0, dimension);
    },

    covariance(out, outAt, point, pointAt) {
      singular.decompose(point, pointAt);
      const { values, right: axes } = singular;
      for (let row = 0; row < dimension; row++) {
        for (let column = row; column < dimension; column++) {
          let sum = 0;
          for (let i = 0; i < dimension; i++) {
            sum += (axes[row * dimension + i] / values[i]) * (axes[column * dimension + i] / values[i]);
          }
          out[outAt + row * dimension + column] = sum;
          out[outAt + column * dimension + row] = sum;
        }
      }
    },

    quadraticForm(out, outAt, point, pointAt) {
      precision(point, pointAt);
      packQuadraticForm(out, outAt, left, 0, dimension);
    },

    /** Most points lie within: seen without eigenvalues, and without a number to be handed on, which would be boxed. */
    confine(point, pointAt) {
      precision(point, pointAt);
      let trace = 0;
      for (let i = 0; i < size; i += dimension + 1) {
        trace += left[i];
        left[i] -= LEAST_PRECISION;
      }
      if (trace <= GREATEST_PRECISION && choleskyFactor(right, 0, left, 0, dimension)) return false;
      return this.boundPrecision(point, pointAt, LEAST_PRECISION, GREATEST_PRECISION);
    },

    /** ĝ = W S Wᵀ. */
    scatterToRiemannianGradient(out, outAt, point, pointAt, scatter, scatterAt) {
      unpackSymmetric(left, 0, scatter, scatterAt, dimension);
      congruence(left, 0, point, pointAt, left, 0, right, dimension);
      for (let i = 0; i < size; i++) out[outAt + i] = left[i];
    },

    /**
     * W' = W V diag(√(clamp λ / λ)) Vᵀ, where C⁻¹ = V diag(λ) Vᵀ. The factor has a positive determinant, so that of W keeps its
     * sign. An eigenvalue counts as inside up to 1e-9 of the bound: a bounded point is not bounded again.
     */
    boundPrecision(point, pointAt, minimum, maximum) {
      const lowest = minimum * (1 - 1e-9);
      const highest = maximum * (1 + 1e-9);
      precision(point, pointAt);
      if (eigenvaluesLieWithin(left, 0, lowest, highest, right, dimension)) return false;
      singular.decompose(point, pointAt);
      const { values, scaledLeft } = singular;
      let moved = false;
      for (let i = 0; i < dimension; i++) {
        const eigenvalue = values[i] * values[i];
        let bounded: number;
        if (eigenvalue < lowest) bounded = minimum;
        else if (eigenvalue > highest) bounded = maximum;
        else continue;
        moved = true;
        const factor = Math.sqrt(bounded) / values[i];
        for (let row = 0; row < dimension; row++) scaledLeft[row * dimension + i] *= factor;
      }
      if (!moved) return false;
      multiplyTransposed(left, 0, scaledLeft, 0, singular.right, 0, dimension);
      for (let i = 0; i < size; i++) point[pointAt + i] = left[i];
      return true;
    },
  };
}
