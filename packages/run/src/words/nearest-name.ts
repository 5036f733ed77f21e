import { distance as editDistance } from "fastest-levenshtein";

/** The names most like what was typed, best first; those that share nothing with it are left out. */
export function nearestNames(typed: string, names: Iterable<string>, limit = 3): string[] {
  const wanted = typed.toLowerCase();
  return [...new Set(names)]
    .map((name) => {
      const candidate = name.toLowerCase();
      const related = wanted !== "" && (candidate.startsWith(wanted) || wanted.startsWith(candidate));
      return {
        name,
        distance: related ? 0.5 : editDistance(wanted, candidate),
        length: Math.max(wanted.length, candidate.length),
      };
    })
    .filter(({ distance, length }) => distance <= length / 2)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** "did you mean A or B?" for the end of an error line; empty when nothing is near. */
export function didYouMean(typed: string, names: Iterable<string>, limit = 3): string {
  const nearest = nearestNames(typed, names, limit);
  return nearest.length === 0 ? "" : `; did you mean ${nearest.join(" or ")}?`;
}
