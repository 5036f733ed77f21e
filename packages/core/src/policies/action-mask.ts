import type { ActionMask } from "../replay/transition.ts";

/** Throws TypeError or RangeError, naming `field`, unless `mask` has one entry an action and allows at least one. */
export function checkMask(mask: ActionMask, actionCount: number, field: string): void {
  if (mask === null || typeof mask !== "object" || typeof mask.length !== "number") {
    throw new TypeError(`${field} must be an array of ${actionCount} truth values`);
  }
  if (mask.length !== actionCount) {
    throw new RangeError(
      `${field} has ${mask.length} entries; it needs one for each of the ${actionCount} actions`,
    );
  }
  for (let a = 0; a < actionCount; a++) if (mask[a]) return;
  throw new RangeError(`${field} allows no action; at least one of its ${actionCount} entries must be true`);
}
