import type { ObservationName } from "drumlin";

/** As in "pole angle (rad)". */
export function labelWithUnit({ name, unit }: ObservationName): string {
  return unit === "" ? name : `${name} (${unit})`;
}
