import type { Mixture } from "../q-functions/mixture.ts";
import { squaredDistances } from "../q-functions/squared-distances.ts";
import type { Familiarity } from "./hill.ts";
import type { PolicySource } from "./policy-source.ts";

/** Standard deviations from its centre beyond which a hill has no say: there it is 1/300 of its height. */
export const FARTHEST_SAY = 3.4;

/** Whether any live hill has a say at a normalised observation. */
export function isWithinHills(mixture: Mixture, normalized: Float64Array): boolean {
  return spreadsToHills(mixture, normalized).some((spreads) => spreads <= FARTHEST_SAY);
}

/** Standard deviations from every live hill's centre: G = exp(−d²) is a density of covariance C/2. */
function spreadsToHills(mixture: Mixture, normalized: Float64Array): Float64Array {
  const { observationSize: size, liveCount, means, quadraticForms, formLength } = mixture;
  const distances = new Float64Array(liveCount);
  for (let k = 0; k < liveCount; k++) {
    squaredDistances(
      distances,
      k,
      normalized,
      1,
      size,
      means,
      k * size,
      quadraticForms,
      k * formLength,
      formLength,
    );
  }
  return distances.map((distance) => Math.sqrt(2 * Math.max(0, distance)));
}

/**
 * How far a raw observation is from everything that a policy has learned; unbounded, where the policy decides as if within
 * bounds.
 */
export function familiarity(source: PolicySource, observation: ArrayLike<number>): Familiarity {
  const { mixture, normalizer, identities } = source;
  const { center, scale, low, high } = normalizer;
  const normalized = Float64Array.from(center, (middle, i) => (observation[i] - middle) / scale[i]);
  let nearest: Familiarity["nearest"] = null;
  for (const [k, spreads] of spreadsToHills(mixture, normalized).entries()) {
    if (nearest === null || spreads < nearest.spreads) nearest = { id: identities[k], spreads };
  }
  const beyond = Array.from(center.keys()).filter((i) => observation[i] < low[i] || observation[i] > high[i]);
  const seen = beyond.length === 0 && nearest !== null && nearest.spreads <= FARTHEST_SAY;
  return { seen, nearest, beyond };
}
