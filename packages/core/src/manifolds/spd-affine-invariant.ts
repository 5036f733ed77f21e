import { congruence, dot, multiply } from "../linalg/matrix.ts";
import { unpackSymmetric } from "../linalg/packed.ts";
import { CovariancePoints } from "./covariance-points.ts";
import type { CovarianceManifold, GeodesicManifold } from "./manifold.ts";

/**
 * The affine-invariant metric ⟨X, Y⟩_C = tr(C⁻¹XC⁻¹Y) in its textbook form (Pennec, Fillard & Ayache, IJCV 2006; Sra &
 * Hosseini, SIAM J. Optim. 2015): points C, tangent vectors X, both symmetric row-major D×D, square roots by
 * eigendecomposition. Slow; the oracle of `SpdAffineInvariantFrame`, which computes the same.
 */
export class SpdAffineInvariant extends CovariancePoints implements CovarianceManifold, GeodesicManifold {
  readonly name = "affine-invariant-textbook";
  private readonly root: Float64Array;
  private readonly inverseRoot: Float64Array;
  private readonly work: Float64Array;
  private readonly result: Float64Array;
  private readonly product: Float64Array;

  constructor(dimension: number) {
    super(dimension);
    this.root = new Float64Array(dimension * dimension);
    this.inverseRoot = new Float64Array(dimension * dimension);
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
    const { work, product, dimension } = this;
    congruence(work, 0, this.inverseOf(point, pointAt), 0, x, xAt, product, dimension);
    return dot(work, 0, y, yAt, dimension * dimension);
  }

  /** C^½ exp(C^-½ X C^-½) C^½. */
  exponential(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    tangent: Float64Array,
    tangentAt: number,
  ): void {
    const { root, inverseRoot, work, product, dimension } = this;
    this.symmetricFunction.squareRoot(root, 0, point, pointAt);
    this.symmetricFunction.inverseSquareRoot(inverseRoot, 0, point, pointAt);
    congruence(work, 0, inverseRoot, 0, tangent, tangentAt, product, dimension);
    this.symmetricFunction.exponential(work, 0, work, 0);
    congruence(out, outAt, root, 0, work, 0, product, dimension);
  }

  /** Parallel transport E Y Eᵀ along the geodesic to C' = Exp_C(X), E = (C'C⁻¹)^½ = C^½ exp(C^-½ X C^-½ / 2) C^-½. */
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
    const { root, inverseRoot, work, result, product, dimension } = this;
    this.symmetricFunction.squareRoot(root, 0, point, pointAt);
    this.symmetricFunction.inverseSquareRoot(inverseRoot, 0, point, pointAt);
    congruence(work, 0, inverseRoot, 0, direction, directionAt, product, dimension);
    for (let i = 0; i < work.length; i++) work[i] /= 2;
    this.symmetricFunction.exponential(work, 0, work, 0);
    multiply(result, 0, root, 0, work, 0, dimension);
    multiply(work, 0, result, 0, inverseRoot, 0, dimension);
    congruence(out, outAt, work, 0, vector, vectorAt, product, dimension);
  }

  /** C^½ log(C^-½ C' C^-½) C^½. */
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
    this.whitenedLogarithm(point, pointAt, other, otherAt);
    congruence(out, outAt, root, 0, work, 0, product, dimension);
  }

  /** ‖log(C^-½ C' C^-½)‖_F. */
  distance(point: Float64Array, pointAt: number, other: Float64Array, otherAt: number): number {
    const { work, dimension } = this;
    this.whitenedLogarithm(point, pointAt, other, otherAt);
    return Math.sqrt(dot(work, 0, work, 0, dimension * dimension));
  }

  /** C ∂L/∂C C = C C⁻¹SC⁻¹ C = S. */
  scatterToRiemannianGradient(
    out: Float64Array,
    outAt: number,
    _point: Float64Array,
    _pointAt: number,
    scatter: Float64Array,
    scatterAt: number,
  ): void {
    unpackSymmetric(this.work, 0, scatter, scatterAt, this.dimension);
    out.set(this.work, outAt);
  }

  /** Writes log(C^-½ C' C^-½) into `work`. */
  private whitenedLogarithm(
    point: Float64Array,
    pointAt: number,
    other: Float64Array,
    otherAt: number,
  ): void {
    const { inverseRoot, work, product, dimension } = this;
    this.symmetricFunction.inverseSquareRoot(inverseRoot, 0, point, pointAt);
    congruence(work, 0, inverseRoot, 0, other, otherAt, product, dimension);
    this.symmetricFunction.logarithm(work, 0, work, 0);
  }
}
