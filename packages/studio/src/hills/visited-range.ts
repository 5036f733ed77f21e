/** Where remembered states lie along one number of the observation. */
export interface VisitedRange {
  readonly least: number;
  readonly greatest: number;
  /** A sensible change when somebody nudges it: a power of ten, some twenty to two hundred to the range. */
  readonly nudge: number;
}

/** The range of each number of the observation over `visited`, count × size; 0 to 0 where nothing was remembered. */
export function visitedRanges(visited: Float32Array, size: number): VisitedRange[] {
  return Array.from({ length: size }, (_, i) => {
    let [least, greatest] = visited.length === 0 ? [0, 0] : [visited[i]!, visited[i]!];
    for (let at = i; at < visited.length; at += size) {
      least = Math.min(least, visited[at]!);
      greatest = Math.max(greatest, visited[at]!);
    }
    const width = greatest - least;
    return { least, greatest, nudge: width === 0 ? 0.1 : 10 ** Math.floor(Math.log10(width / 20)) };
  });
}
