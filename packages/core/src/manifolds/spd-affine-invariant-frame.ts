import { invertLower } from "../linalg/cholesky.ts";
import { eigenvaluesLieWithin } from "../linalg/eigenvalue-bounds.ts";
import { congruence, dot, multiply, multiplyTransposed, scaledIdentity } from "../linalg/matrix.ts";
import { packQuadraticForm, unpackSymmetric } from "../linalg/packed.ts";
import { SingularValueDecomposition } from "../linalg/singular-value-decomposition.ts";
import { SymmetricExponential } from "../linalg/symmetric-exponential.ts";
import { SymmetricFunction } from "../linalg/symmetric-function.ts";
import type { CovarianceManifold, GeodesicManifold } from "./manifold.ts";
import { readCovariance } from "./read-covariance.ts";

/**
 * The affine-invariant metric ⟨X, Y⟩_C = tr(C⁻¹XC⁻¹Y) in a moving frame (method §5). A point is any W (row-major D×D) with
 * C = (WᵀW)⁻¹; a tangent vector X = W⁻¹ X̂ W⁻ᵀ is written as its frame coordinates X̂ (symmetric, row-major D×D). Then the
 * inner product is Frobenius', the gradient is W S Wᵀ, Exp is W ↦ exp(−X̂/2) W, and parallel transport along that geodesic
 * leaves X̂ as it is: all exact, with neither an inverse nor an eigendecomposition. Owns its scratch space, allocates nothing
 * after construction.
 */
export class SpdAffineInvariantFrame implements CovarianceManifold, GeodesicManifold {
  readonly name = "affine-invariant";
  readonly dimension: number;
  readonly pointSize: number;
  readonly tangentSize: number;
  private readonly matrixExponential: SymmetricExponential;
  private readonly singular: SingularValueDecomposition;
  private readonly symmetricFunction: SymmetricFunction;
  private readonly left: Float64Array;
  private readonly right: Float64Array;

  constructor(dimension: number) {
    this.dimension = dimension;
    this.pointSize = dimension * dimension;
    this.tangentSize = dimension * dimension;
    this.matrixExponential = new SymmetricExponential(dimension);
    this.singular = new SingularValueDecomposition(dimension);
    this.symmetricFunction = new SymmetricFunction(dimension);
    this.left = new Float64Array(dimension * dimension);
    this.right = new Float64Array(dimension * dimension);
  }

  innerProduct(
    _point: Float64Array,
    _pointAt: number,
    x: Float64Array,
    xAt: number,
    y: Float64Array,
    yAt: number,
  ): number {
    return dot(x, xAt, y, yAt, this.tangentSize);
  }

  exponential(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    tangent: Float64Array,
    tangentAt: number,
  ): void {
    const { left, dimension } = this;
    const step = this.matrixExponential.of(tangent, tangentAt, -0.5);
    multiply(left, 0, step, 0, point, pointAt, dimension);
    for (let i = 0; i < left.length; i++) out[outAt + i] = left[i];
  }

  transport(
    out: Float64Array,
    outAt: number,
    _point: Float64Array,
    _pointAt: number,
    _direction: Float64Array,
    _directionAt: number,
    vector: Float64Array,
    vectorAt: number,
  ): void {
    if (out === vector && outAt === vectorAt) return;
    for (let i = 0; i < this.tangentSize; i++) out[outAt + i] = vector[vectorAt + i];
  }

  /** X̂ = log(W C' Wᵀ) for the covariance C' of the other point: zero where W' = Q W with Q orthogonal. */
  logarithm(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    other: Float64Array,
    otherAt: number,
  ): void {
    const { left, right, dimension } = this;
    this.covariance(left, 0, other, otherAt);
    congruence(left, 0, point, pointAt, left, 0, right, dimension);
    this.symmetricFunction.logarithm(out, outAt, left, 0);
  }

  distance(point: Float64Array, pointAt: number, other: Float64Array, otherAt: number): number {
    const { left, dimension } = this;
    this.logarithm(left, 0, point, pointAt, other, otherAt);
    return Math.sqrt(dot(left, 0, left, 0, dimension * dimension));
  }

  isotropic(out: Float64Array, outAt: number, variance: number): void {
    scaledIdentity(out, outAt, this.dimension, 1 / Math.sqrt(variance));
  }

  /** W = L⁻¹ of the Cholesky factorisation C = L Lᵀ. */
  fromCovariance(out: Float64Array, outAt: number, covariance: ArrayLike<number>): void {
    const { left, right, dimension } = this;
    readCovariance(left, 0, right, covariance, dimension);
    invertLower(out, outAt, right, 0, dimension);
  }

  covariance(out: Float64Array, outAt: number, point: Float64Array, pointAt: number): void {
    const { singular, dimension } = this;
    singular.decompose(point, pointAt);
    const { values, right } = singular;
    for (let row = 0; row < dimension; row++) {
      for (let column = row; column < dimension; column++) {
        let sum = 0;
        for (let i = 0; i < dimension; i++) {
          sum += (right[row * dimension + i] / values[i]) * (right[column * dimension + i] / values[i]);
        }
        out[outAt + row * dimension + column] = sum;
        out[outAt + column * dimension + row] = sum;
      }
    }
  }

  quadraticForm(out: Float64Array, outAt: number, point: Float64Array, pointAt: number): void {
    this.precision(point, pointAt);
    packQuadraticForm(out, outAt, this.left, 0, this.dimension);
  }

  /** ĝ = W S Wᵀ. */
  scatterToRiemannianGradient(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    scatter: Float64Array,
    scatterAt: number,
  ): void {
    const { left, right, dimension } = this;
    unpackSymmetric(left, 0, scatter, scatterAt, dimension);
    congruence(left, 0, point, pointAt, left, 0, right, dimension);
    for (let i = 0; i < left.length; i++) out[outAt + i] = left[i];
  }

  /**
   * W' = W V diag(√(clamp λ / λ)) Vᵀ, where C⁻¹ = V diag(λ) Vᵀ. The factor has a positive determinant, so that of W keeps its
   * sign. An eigenvalue counts as inside up to 1e-9 of the bound: a bounded point is not bounded again.
   */
  boundPrecision(point: Float64Array, pointAt: number, minimum: number, maximum: number): boolean {
    const { singular, left, dimension } = this;
    const lowest = minimum * (1 - 1e-9);
    const highest = maximum * (1 + 1e-9);
    this.precision(point, pointAt);
    if (eigenvaluesLieWithin(left, 0, lowest, highest, this.right, dimension)) return false;
    singular.decompose(point, pointAt);
    const { values, scaledLeft, right } = singular;
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
    multiplyTransposed(left, 0, scaledLeft, 0, right, 0, dimension);
    for (let i = 0; i < left.length; i++) point[pointAt + i] = left[i];
    return true;
  }

  /** Writes C⁻¹ = WᵀW into `left`. */
  private precision(point: Float64Array, pointAt: number): void {
    const { left, dimension } = this;
    for (let row = 0; row < dimension; row++) {
      for (let column = row; column < dimension; column++) {
        let sum = 0;
        for (let i = 0; i < dimension; i++) {
          sum += point[pointAt + i * dimension + row] * point[pointAt + i * dimension + column];
        }
        left[row * dimension + column] = sum;
        left[column * dimension + row] = sum;
      }
    }
  }
}
