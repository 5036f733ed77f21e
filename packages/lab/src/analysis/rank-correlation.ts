/**
 * Spearman's rank correlation of pairs, equal numbers sharing the mean of their ranks: 1 where the second grows whenever the first does, −1
 * where it falls. 0 where one side is the same everywhere, or there is but one pair.
 *
 * Source: C. Spearman, "The proof and measurement of association between two things", American Journal of Psychology 15 (1904).
 */
export function rankCorrelation(pairs: readonly (readonly [first: number, second: number])[]): number {
  const first = ranks(pairs.map(([value]) => value));
  const second = ranks(pairs.map(([, value]) => value));
  // Ranks are 0 … n − 1, or means of these.
  const middle = (pairs.length - 1) / 2;
  let [together, apart, beside] = [0, 0, 0];
  for (const [index, rank] of first.entries()) {
    const [x, y] = [rank - middle, second[index]! - middle];
    together += x * y;
    apart += x * x;
    beside += y * y;
  }
  return apart === 0 || beside === 0 ? 0 : together / Math.sqrt(apart * beside);
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const less = values.filter((other) => other < value).length;
    const alike = values.filter((other) => other === value).length;
    return less + (alike - 1) / 2;
  });
}
