import type { Manifold } from "../manifolds/manifold.ts";

/**
 * Follows `direction` from a point, and brings it back where that led out of what can be computed with; the point stays as it is
 * where the result is not finite. Returns whether the step was taken as it was. `before` is scratch for a point.
 */
export function takeStep(
  manifold: Manifold,
  points: Float64Array,
  pointAt: number,
  direction: Float64Array,
  before: Float64Array,
): StepOutcome {
  const { pointSize } = manifold;
  for (let i = 0; i < pointSize; i++) before[i] = points[pointAt + i];
  manifold.exponential(points, pointAt, points, pointAt, direction, 0);
  const isConfined = manifold.confine?.(points, pointAt);
  if (allFinite(points, pointAt, pointSize)) return isConfined ? "shortened" : "taken";
  for (let i = 0; i < pointSize; i++) points[pointAt + i] = before[i];
  return "refused";
}

/** What became of a step. */
export type StepOutcome = "taken" | "shortened" | "refused";

/** Whether a stretch of numbers is finite. */
export function allFinite(numbers: Float64Array, at: number, length: number): boolean {
  let sum = 0;
  // 0 times a number that is not finite is NaN, and stays it.
  for (let i = at; i < at + length; i++) sum += 0 * numbers[i];
  return sum === 0;
}
