import type { EnvironmentSpec } from "drumlin";
import { counted } from "../ui/counted.ts";
import type { Fill } from "./draw-bands.ts";
import type { PlaneField } from "./plane-field.ts";

/** What a landscape shows now, in a sentence or two, for those who do not see it. */
export function landscapeSummary(field: PlaneField, spec: EnvironmentSpec, fill: Fill): string {
  const [x, y] = field.dimensions.map((each) => spec.observationNames[each]!.name);
  const hills = counted(field.hills.length, "hill");
  if (fill !== "decision") {
    const values = field.values[fill]!;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return `Value of ${spec.actionNames[fill]} by ${hills} over ${x} and ${y}; ${mean.toPrecision(3)} in the mean over the area.`;
  }
  const shares = field.shares
    .map((share, a) => ({ share, name: spec.actionNames[a] }))
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share)
    .map(({ share, name }) => `${name} on ${formatShare(share)}`);
  return `Decision of ${hills} over ${x} and ${y}; ${shares.join(", ")} of the area.`;
}

/** 48 %; never 0 or 100 for what is not none or all. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.005) return "< 1 %";
  if (share < 1 && share > 0.995) return "> 99 %";
  return `${Math.round(100 * share)} %`;
}
