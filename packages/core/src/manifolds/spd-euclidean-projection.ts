import { congruence, dot } from "../linalg/matrix.ts";
import { unpackSymmetric } from "../linalg/packed.ts";
import { CovariancePoints } from "./covariance-points.ts";
import type { CovarianceManifold, GeodesicManifold } from "./manifold.ts";

/** Smallest eigenvalue of C that the retraction leaves, unless told otherwise. */
const DEFAULT_FLOOR = 1e-6;

/**
 * The metric ⟨X, Y⟩ = tr(XY) that C inherits from ℝ^{D×D}. The cone of positive definite matrices is not complete in it, so
 * that `exponential` is a retraction: C + X, then eigenvalues below `floor` are raised to it. Points and tangent vectors are
 * symmetric, row-major D×D; transport is the identity, exact as long as nothing is raised.
 */
export class SpdEuclideanProjection extends CovariancePoints implements CovarianceManifold, GeodesicManifold {
  readonly name = "euclidean";
  readonly floor: number;
  private readonly scatter: Float64Array;
  private readonly product: Float64Array;

  constructor(dimension: number, floor = DEFAULT_FLOOR) {
    super(dimension);
    this.floor = floor;
    this.scatter = new Float64Array(dimension * dimension);
    this.product = new Float64Array(dimension * dimension);
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
    for (let i = 0; i < this.pointSize; i++) out[outAt + i] = point[pointAt + i] + tangent[tangentAt + i];
    this.symmetricFunction.boundEigenvalues(out, outAt, this.floor, Number.POSITIVE_INFINITY);
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

  logarithm(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    other: Float64Array,
    otherAt: number,
  ): void {
    for (let i = 0; i < this.pointSize; i++) out[outAt + i] = other[otherAt + i] - point[pointAt + i];
  }

  distance(point: Float64Array, pointAt: number, other: Float64Array, otherAt: number): number {
    this.logarithm(this.scatter, 0, point, pointAt, other, otherAt);
    return Math.sqrt(dot(this.scatter, 0, this.scatter, 0, this.tangentSize));
  }

  /** ∂L/∂C = C⁻¹ S C⁻¹. */
  scatterToRiemannianGradient(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    scatter: Float64Array,
    scatterAt: number,
  ): void {
    unpackSymmetric(this.scatter, 0, scatter, scatterAt, this.dimension);
    congruence(out, outAt, this.inverseOf(point, pointAt), 0, this.scatter, 0, this.product, this.dimension);
  }
}
