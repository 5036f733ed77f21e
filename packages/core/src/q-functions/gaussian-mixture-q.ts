import type { CovarianceManifold } from "../manifolds/manifold.ts";
import type { ComponentTable } from "./component-table.ts";
import { hadamardProduct } from "./hadamard.ts";
import type { Mixture, Shape } from "./mixture.ts";

/**
 * The learned form of a Gaussian-mixture Q-function: means, covariance points on their manifold, Hadamard factors; and the
 * mixture they amount to, which `refresh` derives after every change. Live components stand packed in the first
 * `liveCount` rows.
 */
export class GaussianMixtureQ implements Mixture, Shape {
  readonly observationSize: number;
  readonly actionCount: number;
  readonly componentCount: number;
  readonly factorCount: number;
  readonly manifold: CovarianceManifold;
  /** K × D: m_k */
  readonly means: Float64Array;
  /** K × manifold.pointSize: C_k as the metric keeps it (for the frame form, W_k) */
  readonly covariancePoints: Float64Array;
  /** K × J × A: υ_{j,k,a} */
  readonly factors: Float64Array;
  /** K × A, derived: ξ_{k,a} */
  readonly weights: Float64Array;
  readonly formLength: number;
  /** K × formLength, derived: coefficients of d ↦ dᵀ C_k⁻¹ d */
  readonly quadraticForms: Float64Array;
  /** K: which of the initial components stands in each row. */
  readonly identities: Int32Array;
  private readonly counts: Int32Array;

  constructor(shape: Shape, manifold: CovarianceManifold) {
    const { observationSize, actionCount, componentCount, factorCount } = shape;
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.componentCount = componentCount;
    this.factorCount = factorCount;
    this.manifold = manifold;
    this.means = new Float64Array(componentCount * observationSize);
    this.covariancePoints = new Float64Array(componentCount * manifold.pointSize);
    this.factors = new Float64Array(factorCount * componentCount * actionCount);
    this.weights = new Float64Array(componentCount * actionCount);
    this.formLength = manifold.formLength;
    this.quadraticForms = new Float64Array(componentCount * manifold.formLength);
    this.identities = Int32Array.from({ length: componentCount }, (_, k) => k);
    this.counts = new Int32Array([componentCount]);
  }

  get liveCount(): number {
    return this.counts[0];
  }

  set liveCount(count: number) {
    this.counts[0] = count;
  }

  /** Weights and quadratic forms from factors and covariance points. */
  refresh(): void {
    const { manifold, liveCount, formLength } = this;
    hadamardProduct(this.weights, this.factors, this, liveCount);
    for (let k = 0; k < liveCount; k++) {
      manifold.quadraticForm(
        this.quadraticForms,
        k * formLength,
        this.covariancePoints,
        k * manifold.pointSize,
      );
    }
  }

  /** Every table with a row per component: what moves when components are dropped. */
  tables(): ComponentTable[] {
    return [
      { array: this.means, rowSize: this.observationSize },
      { array: this.covariancePoints, rowSize: this.manifold.pointSize },
      { array: this.factors, rowSize: this.factorCount * this.actionCount },
      { array: this.identities, rowSize: 1 },
    ];
  }

  /** Arrays whose contents, after `refresh`, are the Q-function's whole state. */
  state(): Record<string, Float64Array | Int32Array> {
    const { means, covariancePoints, factors, identities, counts } = this;
    return { means, covariancePoints, factors, identities, counts };
  }
}
