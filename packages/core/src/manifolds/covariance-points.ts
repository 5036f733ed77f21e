import { choleskyFactor, invertLower } from "../linalg/cholesky.ts";
import { scaledIdentity, transposedMultiply } from "../linalg/matrix.ts";
import { packQuadraticForm } from "../linalg/packed.ts";
import { SymmetricFunction } from "../linalg/symmetric-function.ts";
import { readCovariance } from "./read-covariance.ts";

/**
 * What metrics have in common whose points are the covariances C themselves and whose tangent vectors are symmetric matrices,
 * both row-major D×D.
 */
export abstract class CovariancePoints {
  readonly dimension: number;
  readonly pointSize: number;
  readonly tangentSize: number;
  protected readonly symmetricFunction: SymmetricFunction;
  private readonly factor: Float64Array;
  private readonly inverse: Float64Array;

  constructor(dimension: number) {
    this.dimension = dimension;
    this.pointSize = dimension * dimension;
    this.tangentSize = dimension * dimension;
    this.symmetricFunction = new SymmetricFunction(dimension);
    this.factor = new Float64Array(dimension * dimension);
    this.inverse = new Float64Array(dimension * dimension);
  }

  isotropic(out: Float64Array, outAt: number, variance: number): void {
    scaledIdentity(out, outAt, this.dimension, variance);
  }

  fromCovariance(out: Float64Array, outAt: number, covariance: ArrayLike<number>): void {
    readCovariance(out, outAt, this.factor, covariance, this.dimension);
  }

  covariance(out: Float64Array, outAt: number, point: Float64Array, pointAt: number): void {
    out.set(point.subarray(pointAt, pointAt + this.pointSize), outAt);
  }

  quadraticForm(out: Float64Array, outAt: number, point: Float64Array, pointAt: number): void {
    packQuadraticForm(out, outAt, this.inverseOf(point, pointAt), 0, this.dimension);
  }

  /** Clamps the eigenvalues of C to [1/maximum, 1/minimum]: the nearest such C in the Frobenius norm. */
  boundPrecision(point: Float64Array, pointAt: number, minimum: number, maximum: number): boolean {
    return this.symmetricFunction.boundEigenvalues(point, pointAt, 1 / maximum, 1 / minimum);
  }

  /** C⁻¹ = L⁻ᵀ L⁻¹, row-major; the array is reused by the next call. Throws RangeError when C is not positive definite. */
  protected inverseOf(point: Float64Array, pointAt: number): Float64Array {
    const { factor, inverse, dimension } = this;
    if (!choleskyFactor(factor, 0, point, pointAt, dimension)) {
      throw new RangeError("covariance is no longer positive definite to rounding");
    }
    invertLower(inverse, 0, factor, 0, dimension);
    transposedMultiply(factor, 0, inverse, 0, inverse, 0, dimension);
    return factor;
  }
}
