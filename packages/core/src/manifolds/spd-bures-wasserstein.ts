import { choleskyFactor } from "../linalg/cholesky.ts";
import { congruence, dot, multiply, scaledIdentity, transposedMultiply } from "../linalg/matrix.ts";
import { unpackSymmetric } from "../linalg/packed.ts";
import { SymmetricEigen } from "../linalg/symmetric-eigen.ts";
import { CovariancePoints } from "./covariance-points.ts";
import type { CovarianceManifold, GeodesicManifold } from "./manifold.ts";

/** Share of the way to the border of the cone at which a geodesic that would cross it is stopped. */
const BORDER_SHARE = 0.99;

/**
 * The Bures–Wasserstein metric: the distance of optimal transport between centred Gaussians (Bhatia, Jain & Lim, Expositiones
 * Mathematicae 2019; Malagò, Montrucchio & Pistone, Information Geometry 2018). Points are C. A tangent vector X is written as
 * the symmetric solution Λ of ΛC + CΛ = X, row-major D×D, which turns the Lyapunov equation of the textbook form into
 *
 * - inner product tr(Λ C Λ'), that is ½ tr(ΛX'),
 * - gradient Λ = 2 ∂L/∂C,
 * - Exp_C(Λ) = (I + Λ) C (I + Λ).
 *
 * Geodesics end where I + Λ becomes singular: a longer step stops at 99 % of the way there. Parallel transport has no
 * closed form. `transport` is the projection of ΛC^½ on the horizontal space at the new point of the quotient ℝ^{D×D}/O(D), whose
 * metric this is: exact for the direction itself, to first order for other vectors, never longer than the vector.
 */
export class SpdBuresWasserstein extends CovariancePoints implements CovarianceManifold, GeodesicManifold {
  readonly name = "bures-wasserstein";
  private readonly eigen: SymmetricEigen;
  private readonly step: Float64Array;
  private readonly root: Float64Array;
  private readonly work: Float64Array;
  private readonly result: Float64Array;
  private readonly product: Float64Array;

  constructor(dimension: number) {
    super(dimension);
    this.eigen = new SymmetricEigen(dimension);
    this.step = new Float64Array(dimension * dimension);
    this.root = new Float64Array(dimension * dimension);
    this.work = new Float64Array(dimension * dimension);
    this.result = new Float64Array(dimension * dimension);
    this.product = new Float64Array(dimension * dimension);
  }

  innerProduct(
    point: Float64Array,
    pointAt: number,
    x: Float64Array,
    xAt: number,
    y: Float64Array,
    yAt: number,
  ): number {
    multiply(this.product, 0, x, xAt, point, pointAt, this.dimension);
    return dot(this.product, 0, y, yAt, this.tangentSize);
  }

  exponential(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    tangent: Float64Array,
    tangentAt: number,
  ): void {
    this.boundedStep(tangent, tangentAt);
    congruence(out, outAt, this.step, 0, point, pointAt, this.product, this.dimension);
  }

  /** Λ' with Λ'C' + C'Λ' = Λ C M + M C Λ, where M = I + direction and C' = M C M. */
  transport(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    direction: Float64Array,
    directionAt: number,
    vector: Float64Array,
    vectorAt: number,
  ): void {
    const { eigen, step, work, result, product, dimension } = this;
    this.boundedStep(direction, directionAt);
    congruence(work, 0, step, 0, point, pointAt, product, dimension);
    eigen.decompose(work, 0);
    // `product` still holds M C.
    multiply(work, 0, product, 0, vector, vectorAt, dimension);
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < dimension; column++) {
        result[row * dimension + column] = work[row * dimension + column] + work[column * dimension + row];
      }
    }
    const { values, vectors } = eigen;
    transposedMultiply(work, 0, vectors, 0, result, 0, dimension);
    multiply(result, 0, work, 0, vectors, 0, dimension);
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < dimension; column++) {
        result[row * dimension + column] /= values[row] + values[column];
      }
    }
    congruence(out, outAt, vectors, 0, result, 0, product, dimension);
  }

  /** Λ = C^-½ (C^½ C' C^½)^½ C^-½ − I: the map of optimal transport less the identity. */
  logarithm(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    other: Float64Array,
    otherAt: number,
  ): void {
    const { root, work, product, dimension } = this;
    this.symmetricFunction.squareRoot(root, 0, point, pointAt);
    congruence(work, 0, root, 0, other, otherAt, product, dimension);
    this.symmetricFunction.squareRoot(work, 0, work, 0);
    this.symmetricFunction.inverseSquareRoot(root, 0, point, pointAt);
    congruence(out, outAt, root, 0, work, 0, product, dimension);
    for (let i = 0; i < dimension; i++) out[outAt + i * dimension + i] -= 1;
  }

  distance(point: Float64Array, pointAt: number, other: Float64Array, otherAt: number): number {
    const { result } = this;
    this.logarithm(result, 0, point, pointAt, other, otherAt);
    return Math.sqrt(this.innerProduct(point, pointAt, result, 0, result, 0));
  }

  /** Λ = 2 C⁻¹ S C⁻¹. */
  scatterToRiemannianGradient(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    scatter: Float64Array,
    scatterAt: number,
  ): void {
    const { work, product, dimension } = this;
    unpackSymmetric(work, 0, scatter, scatterAt, dimension);
    for (let i = 0; i < work.length; i++) work[i] *= 2;
    congruence(out, outAt, this.inverseOf(point, pointAt), 0, work, 0, product, dimension);
  }

  /** Writes I + tΛ into `step`: t = 1, or less where the geodesic would leave the cone before. */
  private boundedStep(tangent: Float64Array, tangentAt: number): void {
    const { eigen, step, work, dimension } = this;
    scaledIdentity(step, 0, dimension, 1);
    for (let i = 0; i < step.length; i++) step[i] += tangent[tangentAt + i];
    for (let i = 0; i < step.length; i++) work[i] = step[i];
    for (let i = 0; i < dimension; i++) work[i * dimension + i] -= 1 - BORDER_SHARE;
    if (choleskyFactor(work, 0, work, 0, dimension)) return;
    eigen.decompose(tangent, tangentAt);
    const lowest = eigen.values[dimension - 1];
    if (lowest >= -BORDER_SHARE) return;
    scaledIdentity(step, 0, dimension, 1);
    for (let i = 0; i < step.length; i++) step[i] += (-BORDER_SHARE / lowest) * tangent[tangentAt + i];
  }
}
