import type { Mixture } from "./mixture.ts";

/** Gradients of the loss with respect to a mixture, before any manifold or factorisation is thought of. */
export interface MixtureGradient {
  /** K × A: ∂L/∂ξ_{k,a} */
  readonly weights: Float64Array;
  /** K × D: ∂L/∂m_k */
  readonly means: Float64Array;
  /** K × formLength, packed: S_k = Σ_t f_{t,k} d_{t,k} d_{t,k}ᵀ = −∂L/∂C_k⁻¹, or its diagonal */
  readonly scatters: Float64Array;
  /** Scratch for one component: f_t, f_t times one entry of d_t (T each), and Σ_t f_t d_t (D). */
  readonly forces: Float64Array;
  readonly forcedDifferences: Float64Array;
  readonly pulls: Float64Array;
}

export function createMixtureGradient(mixture: Mixture, batchSize: number): MixtureGradient {
  return {
    weights: new Float64Array(mixture.weights.length),
    means: new Float64Array(mixture.means.length),
    scatters: new Float64Array(mixture.quadraticForms.length),
    forces: new Float64Array(batchSize),
    forcedDifferences: new Float64Array(batchSize),
    pulls: new Float64Array(mixture.observationSize),
  };
}

/**
 * Method §4 for one minibatch: slopes[t] is c_t = ∂L/∂Q(s_t, a_t), gaussianTable[k, t] is G_k(s_t); f_{t,k} = c_t ξ_{k,a_t}
 * G_k(s_t) and d_{t,k} = s_t − m_k. Overwrites `gradient`.
 */
export function mixtureGradient(
  gradient: MixtureGradient,
  mixture: Mixture,
  gaussianTable: Float64Array,
  observations: Float64Array,
  actions: Int32Array,
  slopes: Float64Array,
): void {
  const {
    observationSize: size,
    actionCount,
    liveCount,
    means,
    quadraticForms,
    formLength,
    weights,
  } = mixture;
  const { forces, forcedDifferences, pulls } = gradient;
  const isDiagonal = formLength === size;
  const count = slopes.length;
  gradient.weights.fill(0);
  gradient.means.fill(0);
  for (let k = 0; k < liveCount; k++) {
    for (let t = 0; t < count; t++) {
      const weightAt = k * actionCount + actions[t];
      const slope = slopes[t] * gaussianTable[k * count + t];
      gradient.weights[weightAt] += slope;
      forces[t] = slope * weights[weightAt];
    }
    let next = k * formLength;
    for (let row = 0; row < size; row++) {
      const rowMean = means[k * size + row];
      let pull = 0;
      for (let t = 0; t < count; t++) {
        forcedDifferences[t] = forces[t] * (observations[t * size + row] - rowMean);
        pull += forcedDifferences[t];
      }
      pulls[row] = pull;
      for (let column = row; column < (isDiagonal ? row + 1 : size); column++) {
        const columnMean = means[k * size + column];
        let scatter = 0;
        for (let t = 0; t < count; t++) {
          scatter += forcedDifferences[t] * (observations[t * size + column] - columnMean);
        }
        gradient.scatters[next++] = scatter;
      }
    }
    if (isDiagonal) {
      for (let i = 0; i < size; i++) {
        gradient.means[k * size + i] = 2 * quadraticForms[k * size + i] * pulls[i];
      }
    } else twicePrecisionTimes(gradient.means, k * size, pulls, quadraticForms, k * formLength, size);
  }
}

/** out = 2 P v, P given by its quadratic form: ∂L/∂m_k = 2 P_k Σ_t f_{t,k} d_{t,k}. */
function twicePrecisionTimes(
  out: Float64Array,
  outAt: number,
  vector: Float64Array,
  quadraticForm: Float64Array,
  formAt: number,
  size: number,
): void {
  let next = formAt;
  for (let row = 0; row < size; row++) {
    out[outAt + row] += 2 * quadraticForm[next++] * vector[row];
    for (let column = row + 1; column < size; column++) {
      // A doubled off-diagonal entry is 2 P_ij already.
      const entry = quadraticForm[next++];
      out[outAt + row] += entry * vector[column];
      out[outAt + column] += entry * vector[row];
    }
  }
}
