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

/** "; did you mean A or B?" for the end of a complaint; empty when nothing is near. */
export function didYouMean(typed: string, names: Iterable<string>, limit = 1): string {
  const nearest = nearestNames(typed, names, limit);
  return nearest.length === 0 ? "" : `; did you mean ${nearest.join(" or ")}?`;
}

/** "; did you mean A?" for the end of a complaint; where nothing is near, "; there are A, B, C". */
export function nearestOrAll(typed: string, names: Iterable<string>): string {
  return didYouMean(typed, names) || `; there are ${[...new Set(names)].join(", ")}`;
}

/** Levenshtein distance: insertions, deletions and replacements of one character, row by row of the table. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
