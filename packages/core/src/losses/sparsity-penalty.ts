/**
 * ρ Σ_j ‖Υ_j‖²_F over the first `length` factors. Its minimum over all factorisations of a fixed Ξ is
 * ρ J ‖Ξ‖_{2/J}^{2/J} (method §3).
 */
export function sparsityPenalty(factors: Float64Array, sparsity: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += factors[i] * factors[i];
  return sparsity * sum;
}

/** Adds to the gradient what the penalty has in it: 2ρ υ. */
export function addPenaltyGradient(
  gradients: Float64Array,
  factors: Float64Array,
  sparsity: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) gradients[i] += 2 * sparsity * factors[i];
}
