/**
 * A Riemannian manifold. Points and tangent vectors are stretches of flat arrays, each named by an array and an offset,
 * so that K of them stand side by side without objects. Every method writes to `out` first; `out` may be the same stretch
 * as any input.
 */
export interface Manifold {
  /** The metric's name, as users choose it. */
  readonly name: string;
  /** Numbers a point takes. */
  readonly pointSize: number;
  /** Numbers a tangent vector takes. */
  readonly tangentSize: number;
  /** ⟨x, y⟩ in the tangent space at `point`. */
  innerProduct(
    point: Float64Array,
    pointAt: number,
    x: Float64Array,
    xAt: number,
    y: Float64Array,
    yAt: number,
  ): number;
  /** Exp_point(tangent): the geodesic's end, or a retraction of at least first order where the docstring says so. */
  exponential(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    tangent: Float64Array,
    tangentAt: number,
  ): void;
  /** Parallel transport of `vector` from `point` along `direction` to Exp_point(direction), or a vector transport. */
  transport(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    direction: Float64Array,
    directionAt: number,
    vector: Float64Array,
    vectorAt: number,
  ): void;
  /** Moves a point that a step has led out of what can be computed with back into it; says whether it moved. Absent: all can be. */
  confine?(point: Float64Array, pointAt: number): boolean;
  /** A step's length says how far numbers move in relation to themselves, so that a short one leads nowhere; else any may. */
  readonly hasRelativeSteps?: boolean;
}

/** A manifold with the inverse of its exponential map. */
export interface GeodesicManifold extends Manifold {
  /** Log_point(other): the tangent vector at `point` whose exponential is `other`. */
  logarithm(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    other: Float64Array,
    otherAt: number,
  ): void;
  /** Length of the geodesic between two points: the norm of `logarithm`. */
  distance(point: Float64Array, pointAt: number, other: Float64Array, otherAt: number): number;
}

/**
 * A metric on the symmetric positive definite D×D covariances C of Gaussians exp(−(s−m)ᵀ C⁻¹ (s−m)). Its points need not
 * be C itself (the frame form keeps a factor of C⁻¹). Symmetric matrices that come from the loss are packed: the upper
 * triangle row by row, D(D+1)/2 numbers (linalg/packed.ts); of diagonal covariances the diagonal, D numbers.
 */
export interface CovarianceManifold extends GeodesicManifold {
  /** D. */
  readonly dimension: number;
  /** Numbers a packed symmetric matrix takes. */
  readonly formLength: number;
  /** The point of the covariance `variance`·I. */
  isotropic(out: Float64Array, outAt: number, variance: number): void;
  /** The point of a full row-major D×D covariance. Throws RangeError when it is not positive definite, or no such covariance. */
  fromCovariance(out: Float64Array, outAt: number, covariance: ArrayLike<number>): void;
  /** C as a full row-major D×D matrix. */
  covariance(out: Float64Array, outAt: number, point: Float64Array, pointAt: number): void;
  /** C⁻¹, packed, every off-diagonal entry doubled: the coefficients of d ↦ dᵀ C⁻¹ d. */
  quadraticForm(out: Float64Array, outAt: number, point: Float64Array, pointAt: number): void;
  /**
   * Riemannian gradient of a loss L at C from the packed scatter S = −∂L/∂C⁻¹ = Σ_t f_t d_t d_tᵀ (method §4), hence
   * ∂L/∂C = C⁻¹ S C⁻¹.
   */
  scatterToRiemannianGradient(
    out: Float64Array,
    outAt: number,
    point: Float64Array,
    pointAt: number,
    scatter: Float64Array,
    scatterAt: number,
  ): void;
  /** Moves the point to the nearest one whose C⁻¹ has all eigenvalues in [minimum, maximum]; says whether it moved. */
  boundPrecision(point: Float64Array, pointAt: number, minimum: number, maximum: number): boolean;
}
