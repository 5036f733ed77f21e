import { exp } from "../math/exp.ts";
import type { Mixture } from "./mixture.ts";
import { squaredDistances } from "./squared-distances.ts";

/**
 * G(s_t | m_k, C_k) = exp(−(s_t − m_k)ᵀ C_k⁻¹ (s_t − m_k)) for `count` observations and every live component (method §2):
 * `out` is liveCount × count, `observations` count × observationSize.
 */
export function gaussians(
  out: Float64Array,
  mixture: Mixture,
  observations: Float64Array,
  count: number,
): void {
  const { observationSize: size, liveCount, means, quadraticForms, formLength } = mixture;
  for (let k = 0; k < liveCount; k++) {
    squaredDistances(
      out,
      k * count,
      observations,
      count,
      size,
      means,
      k * size,
      quadraticForms,
      k * formLength,
      formLength,
    );
  }
  // No hill is higher than 1: of a needle or a plain, rounding can make a distance negative.
  for (let i = 0; i < liveCount * count; i++) out[i] = out[i] < 0 ? 1 : exp(-out[i]);
}

/** Q(s_t, a) = Σ_k ξ_{k,a} G(s_t | m_k, C_k): `out` is count × actionCount, from the table that `gaussians` wrote. */
export function actionValues(
  out: Float64Array,
  mixture: Mixture,
  gaussianTable: Float64Array,
  count: number,
): void {
  const { actionCount, liveCount, weights } = mixture;
  out.fill(0, 0, count * actionCount);
  for (let k = 0; k < liveCount; k++) {
    for (let a = 0; a < actionCount; a++) {
      const weight = weights[k * actionCount + a];
      for (let t = 0; t < count; t++) out[t * actionCount + a] += weight * gaussianTable[k * count + t];
    }
  }
}
