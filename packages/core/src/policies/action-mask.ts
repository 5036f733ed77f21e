import { shown } from "../options/check-option.ts";
import type { ActionMask } from "../replay/transition.ts";

/** Throws RangeError, naming `field`, unless `mask` has one entry an action and allows at least one. */
export function checkMask(mask: ActionMask, actionCount: number, field: string): void {
  if (mask === null || typeof mask !== "object" || typeof mask.length !== "number") {
    throw new RangeError(`${field} is ${shown(mask)}; it must be an array of ${actionCount} truth values`);
  }
  if (mask.length !== actionCount) {
    throw new RangeError(
      `${field} has ${mask.length} entries; it needs one for each of the ${actionCount} actions`,
    );
  }
  for (let a = 0; a < actionCount; a++) if (mask[a]) return;
  throw new RangeError(`${field} allows no action; at least one of its ${actionCount} entries must be true`);
}
