import type { Manifold } from "../manifolds/manifold.ts";

/** Longest geodesic a single step follows; on covariances, e² ≈ 7 in any eigenvalue. A healthy step is ≈ 1e-3. */
export const LONGEST_STEP = 2;

/** A step that is no longer needs no looking after where lengths are relative: a hundred of them go not far beyond any range. */
const SHORT_STEP = 1 / 8;

/**
 * Shortens a step direction to the longest allowed, so that one wild gradient cannot throw a point to infinity. Says whether it can
 * lead out of what can be computed with.
 */
export function limitStep(
  manifold: Manifold,
  points: Float64Array,
  pointAt: number,
  direction: Float64Array,
): boolean {
  const squared = manifold.innerProduct(points, pointAt, direction, 0, direction, 0);
  if (squared <= SHORT_STEP * SHORT_STEP) return manifold.hasRelativeSteps !== true;
  if (squared <= LONGEST_STEP * LONGEST_STEP) return true;
  const factor = LONGEST_STEP / Math.sqrt(squared);
  for (let i = 0; i < manifold.tangentSize; i++) direction[i] *= factor;
  return true;
}
