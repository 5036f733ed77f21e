import { choleskyFactor, invertLower } from "../linalg/cholesky.ts";
import { congruence, multiplyTransposed, transposedMultiply } from "../linalg/matrix.ts";
import { packedLength, packQuadraticForm, unpackSymmetric } from "../linalg/packed.ts";
import { SymmetricFunction } from "../linalg/symmetric-function.ts";
import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { Euclidean } from "./euclidean.ts";
import type { CovarianceManifold, GeodesicManifold } from "./manifold.ts";
import { readCovariance } from "./read-covariance.ts";

/**
 * The log-Cholesky metric (Lin, SIAM J. Matrix Anal. 2019) on C = L Lᵀ: the Euclidean one on the entries of L below the
 * diagonal and the logarithms of those on it. A point is these D(D+1)/2 numbers, row by row, a tangent vector a change of
 * them; geodesics are straight lines and transport changes nothing, both exactly.
 */
export class SpdLogCholesky extends Euclidean implements CovarianceManifold, GeodesicManifold {
  override readonly name = "log-cholesky";
  readonly dimension: number;
  private readonly symmetricFunction: SymmetricFunction;
  private readonly lower: Float64Array;
  private readonly inverse: Float64Array;
  private readonly work: Float64Array;
  private readonly result: Float64Array;

  constructor(dimension: number) {
    super(packedLength(dimension));
    this.dimension = dimension;
    this.symmetricFunction = new SymmetricFunction(dimension);
    this.lower = new Float64Array(dimension * dimension);
    this.inverse = new Float64Array(dimension * dimension);
    this.work = new Float64Array(dimension * dimension);
    this.result = new Float64Array(dimension * dimension);
  }

  isotropic(out: Float64Array, outAt: number, variance: number): void {
    out.fill(0, outAt, outAt + this.pointSize);
    let next = outAt;
    for (let row = 0; row < this.dimension; row++) {
      next += row;
      out[next++] = log(variance) / 2;
    }
  }

  fromCovariance(out: Float64Array, outAt: number, covariance: ArrayLike<number>): void {
    readCovariance(this.work, 0, this.lower, covariance, this.dimension);
    this.toCoordinates(out, outAt);
  }

  covariance(out: Float64Array, outAt: number, point: Float64Array, pointAt: number): void {
    this.fromCoordinates(point, pointAt);
    multiplyTransposed(out, outAt, this.lower, 0, this.lower, 0, this.dimension);
  }

  /** C⁻¹ = L⁻ᵀ L⁻¹. */
  quadraticForm(out: Float64Array, outAt: number, point: Float64Array, pointAt: number): void {
    const { lower, inverse, work, dimension } = this;
    this.fromCoordinates(point, pointAt);
    invertLower(inverse, 0, lower, 0, dimension);
    transposedMultiply(work, 0, inverse, 0, inverse, 0, dimension);
    packQuadraticForm(out, outAt, work, 0, dimension);
  }

  /** ∂L/∂L = 2 C⁻¹SC⁻¹ L = 2 L⁻ᵀ (L⁻¹ S L⁻ᵀ), lower triangle; times L_ii on the diagonal, where the logarithm varies. */
  scatterToRiemannianGradient(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    scatter: Float64Array,
    scatterAt: number,
  ): void {
    const { lower, inverse, work, result, dimension } = this;
    this.fromCoordinates(point, pointAt);
    invertLower(inverse, 0, lower, 0, dimension);
    unpackSymmetric(work, 0, scatter, scatterAt, dimension);
    congruence(work, 0, inverse, 0, work, 0, result, dimension);
    transposedMultiply(result, 0, inverse, 0, work, 0, dimension);
    let next = outAt;
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < row; column++) out[next++] = 2 * result[row * dimension + column];
      out[next++] = 2 * result[row * dimension + row] * lower[row * dimension + row];
    }
  }

  /** Clamps the eigenvalues of C, which is the nearest such C in the Frobenius norm, not in this metric. */
  boundPrecision(point: Float64Array, pointAt: number, minimum: number, maximum: number): boolean {
    const { lower, work, dimension } = this;
    this.covariance(work, 0, point, pointAt);
    if (!this.symmetricFunction.boundEigenvalues(work, 0, 1 / maximum, 1 / minimum)) return false;
    choleskyFactor(lower, 0, work, 0, dimension);
    this.toCoordinates(point, pointAt);
    return true;
  }

  private toCoordinates(out: Float64Array, outAt: number): void {
    const { lower, dimension } = this;
    let next = outAt;
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < row; column++) out[next++] = lower[row * dimension + column];
      out[next++] = log(lower[row * dimension + row]);
    }
  }

  private fromCoordinates(point: Float64Array, pointAt: number): void {
    const { lower, dimension } = this;
    lower.fill(0);
    let next = pointAt;
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < row; column++) lower[row * dimension + column] = point[next++];
      lower[row * dimension + row] = exp(point[next++]);
    }
  }
}
