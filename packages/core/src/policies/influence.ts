import { gaussians } from "../q-functions/gaussians.ts";
import type { Mixture } from "../q-functions/mixture.ts";
import { weightSpread } from "./weight-spread.ts";

/**
 * What each live hill has to say in decisions: I_k = (max_a ξ_{k,a} − min_a ξ_{k,a}) · (1/N) Σ_t G_k(s_t), by how much it sets
 * the actions' values apart, in the mean over `count` normalised observations s_t (count × observationSize).
 */
export function influences(mixture: Mixture, observations: Float64Array, count: number): Float64Array {
  const { liveCount, actionCount, weights } = mixture;
  const gaussianTable = new Float64Array(liveCount * count);
  gaussians(gaussianTable, mixture, observations, count);
  return Float64Array.from({ length: liveCount }, (_, k) => {
    const activations = gaussianTable.subarray(k * count, (k + 1) * count);
    const meanActivation = activations.reduce((mean, activation) => mean + activation / count, 0);
    return weightSpread([...weights.subarray(k * actionCount, (k + 1) * actionCount)]) * meanActivation;
  });
}
