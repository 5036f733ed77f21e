/** Both ends of a stretch of numbers, the first one smaller. */
export type Range = readonly [from: number, to: number];

/** The least and the greatest of some numbers; of none, ∞ to −∞. */
export function extent(values: Iterable<number>): Range {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return [least, greatest];
}

/** The number nearest to a value that lies in a range. */
export function clamp(value: number, [from, to]: Range): number {
  return Math.min(to, Math.max(from, value));
}
