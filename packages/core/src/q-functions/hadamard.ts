import type { Shape } from "./mixture.ts";

/**
 * Hadamard overparametrisation of the weights (method §2; Kolb et al. 2023): ξ_{k,a} = Π_j υ_{j,k,a} for the first
 * `liveCount` components. Factors are K × J × A, so that a component is one stretch; weights are K × A.
 */
export function hadamardProduct(
  weights: Float64Array,
  factors: Float64Array,
  shape: Shape,
  liveCount: number,
): void {
  const { actionCount, factorCount } = shape;
  for (let k = 0; k < liveCount; k++) {
    for (let a = 0; a < actionCount; a++) {
      const first = k * factorCount * actionCount + a;
      let product = factors[first];
      for (let j = 1; j < factorCount; j++) product *= factors[first + j * actionCount];
      weights[k * actionCount + a] = product;
    }
  }
}

/**
 * ∂L/∂υ_{j,k,a} = (∂L/∂ξ_{k,a}) Π_{l≠j} υ_{l,k,a}: the chain rule (method §4), to which a penalty adds its own. The products
 * without j are formed without division, so a factor may be 0.
 */
export function hadamardGradient(
  factorGradients: Float64Array,
  weightGradients: Float64Array,
  factors: Float64Array,
  shape: Shape,
  liveCount: number,
): void {
  const { actionCount, factorCount } = shape;
  for (let k = 0; k < liveCount; k++) {
    for (let a = 0; a < actionCount; a++) {
      const first = k * factorCount * actionCount + a;
      for (let j = 0; j < factorCount; j++) {
        let others = weightGradients[k * actionCount + a];
        for (let l = 0; l < factorCount; l++) if (l !== j) others *= factors[first + l * actionCount];
        factorGradients[first + j * actionCount] = others;
      }
    }
  }
}
