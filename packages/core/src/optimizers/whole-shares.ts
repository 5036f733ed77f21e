let ones = new Float64Array(64).fill(1);

/** At least `count` ones: every point follows its gradient wholly. */
export function wholeShares(count: number): Float64Array {
  if (ones.length < count) ones = new Float64Array(2 * count).fill(1);
  return ones;
}
