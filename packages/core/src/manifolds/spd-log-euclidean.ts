import { congruence, multiply, scaledIdentity, transposedMultiply } from "../linalg/matrix.ts";
import { packQuadraticForm, unpackSymmetric } from "../linalg/packed.ts";
import { SymmetricEigen } from "../linalg/symmetric-eigen.ts";
import { SymmetricFunction } from "../linalg/symmetric-function.ts";
import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { Euclidean } from "./euclidean.ts";
import type { CovarianceManifold, GeodesicManifold } from "./manifold.ts";
import { readCovariance } from "./read-covariance.ts";

/**
 * The log-Euclidean metric (Arsigny, Fillard, Pennec & Ayache, SIAM J. Matrix Anal. 2007): the Euclidean one on log C. A point
 * is the symmetric matrix log C, a tangent vector a change of it, both row-major D×D; geodesics are straight lines and transport
 * changes nothing, both exactly.
 */
export class SpdLogEuclidean extends Euclidean implements CovarianceManifold, GeodesicManifold {
  override readonly name = "log-euclidean";
  readonly dimension: number;
  private readonly symmetricFunction: SymmetricFunction;
  private readonly eigen: SymmetricEigen;
  private readonly work: Float64Array;
  private readonly result: Float64Array;

  constructor(dimension: number) {
    super(dimension * dimension);
    this.dimension = dimension;
    this.symmetricFunction = new SymmetricFunction(dimension);
    this.eigen = new SymmetricEigen(dimension);
    this.work = new Float64Array(dimension * dimension);
    this.result = new Float64Array(dimension * dimension);
  }

  isotropic(out: Float64Array, outAt: number, variance: number): void {
    scaledIdentity(out, outAt, this.dimension, log(variance));
  }

  fromCovariance(out: Float64Array, outAt: number, covariance: ArrayLike<number>): void {
    readCovariance(out, outAt, this.work, covariance, this.dimension);
    this.symmetricFunction.logarithm(out, outAt, out, outAt);
  }

  covariance(out: Float64Array, outAt: number, point: Float64Array, pointAt: number): void {
    this.symmetricFunction.exponential(out, outAt, point, pointAt);
  }

  /** C⁻¹ = exp(−log C). */
  quadraticForm(out: Float64Array, outAt: number, point: Float64Array, pointAt: number): void {
    const { work } = this;
    for (let i = 0; i < work.length; i++) work[i] = -point[pointAt + i];
    this.symmetricFunction.exponential(work, 0, work, 0);
    packQuadraticForm(out, outAt, work, 0, this.dimension);
  }

  /**
   * The derivative of exp at −log C in direction S, by Daleckii and Krein's formula: with log C = V diag(l) Vᵀ,
   * V (F ∘ VᵀSV) Vᵀ, F_ij the divided difference of exp at −l_i and −l_j.
   */
  scatterToRiemannianGradient(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    scatter: Float64Array,
    scatterAt: number,
  ): void {
    const { eigen, work, result, dimension } = this;
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
  }

  boundPrecision(point: Float64Array, pointAt: number, minimum: number, maximum: number): boolean {
    return this.symmetricFunction.boundEigenvalues(point, pointAt, -log(maximum), -log(minimum));
  }
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
