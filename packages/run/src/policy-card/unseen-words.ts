import type { EnvironmentSpec, Familiarity } from "drumlin";
import { formatSignificant } from "../words/numbers.ts";

/** What is said of an observation that a policy has not seen, as in "Not seen: angle beyond what was visited; nearest hill …". */
export function unseenInWords(
  { beyond, nearest }: Familiarity,
  names: EnvironmentSpec["observationNames"],
): string {
  const said =
    beyond.length === 0 ? [] : [`${beyond.map((i) => names[i]!.name).join(", ")} beyond what was visited`];
  const distance =
    nearest === null
      ? "no hill is left"
      : `nearest hill ${nearest.id}, ${formatSignificant(nearest.spreads, 2)} spreads away`;
  return `Not seen: ${[...said, distance].join("; ")}.`;
}
