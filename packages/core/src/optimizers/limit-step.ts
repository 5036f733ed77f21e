import type { Manifold } from "../manifolds/manifold.ts";

/** Longest geodesic a single step follows; on covariances, e² ≈ 7 in any eigenvalue. A healthy step is ≈ 1e-3. */
export const LONGEST_STEP = 2;

/** Shortens a step direction to the longest allowed, so that one wild gradient cannot throw a point to infinity. */
export function limitStep(
  manifold: Manifold,
  points: Float64Array,
  pointAt: number,
  direction: Float64Array,
): void {
  const squared = manifold.innerProduct(points, pointAt, direction, 0, direction, 0);
  if (squared <= LONGEST_STEP * LONGEST_STEP) return;
  const factor = LONGEST_STEP / Math.sqrt(squared);
  for (let i = 0; i < manifold.tangentSize; i++) direction[i] *= factor;
}
