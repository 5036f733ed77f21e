/** The one of `names` that takes the fewest edits to make of `name`, upper and lower case being the same. */
export function nearestName(name: string, names: readonly string[]): string {
  const distances = names.map((candidate) => editDistance(name.toLowerCase(), candidate.toLowerCase()));
  return names[distances.indexOf(Math.min(...distances))];
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
