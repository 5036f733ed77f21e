/** e^−x, and 0 beyond 36: that share of a peak is lost in float64's rounding, and 0 is quick to leave out. */
export function gaussian(x: number): number {
  return x < 36 ? Math.exp(-x) : 0;
}
