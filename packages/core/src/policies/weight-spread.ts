/** What a hill can change in a decision: its greatest weight, or contribution, less its smallest. */
export function weightSpread(weights: readonly number[]): number {
  return Math.max(...weights) - Math.min(...weights);
}
