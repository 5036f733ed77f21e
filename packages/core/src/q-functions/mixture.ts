import type { ComponentTable } from "./component-table.ts";

/** Sizes of a Gaussian-mixture Q-function: D, A, K, J of method §1. */
export interface Shape {
  readonly observationSize: number;
  readonly actionCount: number;
  readonly componentCount: number;
  readonly factorCount: number;
}

/**
 * What a Gaussian-mixture Q-function is once it is learned (method §2): the first `liveCount` rows of means m_k, of the
 * coefficients of d ↦ dᵀ C_k⁻¹ d (packed, off-diagonals doubled; where all C_k are diagonal, the diagonal), and of weights ξ_{k,a}.
 * Averages of mixtures, entry by entry, are mixtures: positive definite matrices are a convex cone.
 */
export interface Mixture {
  readonly observationSize: number;
  readonly actionCount: number;
  /** Rows in use; the rest is room. */
  readonly liveCount: number;
  /** K × D */
  readonly means: Float64Array;
  /** Numbers in a quadratic form: D(D+1)/2, or D where it is diagonal. */
  readonly formLength: number;
  /** K × formLength */
  readonly quadraticForms: Float64Array;
  /** K × A */
  readonly weights: Float64Array;
}

/** A mixture of its own: the target network's, or the average over time. */
export class MixtureCopy implements Mixture {
  readonly observationSize: number;
  readonly actionCount: number;
  liveCount: number;
  readonly means: Float64Array;
  readonly formLength: number;
  readonly quadraticForms: Float64Array;
  readonly weights: Float64Array;

  /** An exact copy of `source`. */
  constructor(source: Mixture) {
    this.observationSize = source.observationSize;
    this.actionCount = source.actionCount;
    this.liveCount = source.liveCount;
    this.means = source.means.slice();
    this.formLength = source.formLength;
    this.quadraticForms = source.quadraticForms.slice();
    this.weights = source.weights.slice();
  }

  /** this ← this + rate·(source − this), for rate in (0, 1]; rate 1 copies. Both must hold the same hills. */
  approach(source: Mixture, rate: number): void {
    const { liveCount, observationSize, formLength, actionCount } = source;
    approachStretch(this.means, source.means, rate, liveCount * observationSize);
    approachStretch(this.quadraticForms, source.quadraticForms, rate, liveCount * formLength);
    approachStretch(this.weights, source.weights, rate, liveCount * actionCount);
  }

  /** Every table with a row per component: what moves when components are dropped. */
  tables(): ComponentTable[] {
    return [
      { array: this.means, rowSize: this.observationSize },
      { array: this.quadraticForms, rowSize: this.formLength },
      { array: this.weights, rowSize: this.actionCount },
    ];
  }

  state(): Record<string, Float64Array> {
    const { means, quadraticForms, weights } = this;
    return { means, quadraticForms, weights };
  }
}

function approachStretch(own: Float64Array, source: Float64Array, rate: number, length: number): void {
  if (rate === 1) for (let i = 0; i < length; i++) own[i] = source[i];
  else for (let i = 0; i < length; i++) own[i] += rate * (source[i] - own[i]);
}
