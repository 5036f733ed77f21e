/**
 * The quantile of values in ascending order, linear between neighbours: numpy's default, type 7 of R. Hyndman, Fan, "Sample
 * quantiles in statistical packages", The American Statistician 50 (1996).
 *
 * @param ascending at least one value
 * @param probability in [0, 1]
 */
export function quantile(ascending: ArrayLike<number>, probability: number): number {
  const position = (ascending.length - 1) * probability;
  const below = Math.floor(position);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return low + (position - below) * (high - low);
}
