import type { ResolvedAgentOptions } from "../options/agent-options.ts";

/** What ρ penalises, by the names that the agent's option `penalty` takes. */
export type Penalty = ResolvedAgentOptions["penalty"];

/**
 * Over the first `length` factors ρ Σ_j ‖Υ_j‖²_F, whose minimum over all factorisations of a fixed Ξ is ρ J ‖Ξ‖_{2/J}^{2/J}
 * (method §3); or what that is for J = 2, asked of weights that are their only factors: 2ρ ‖Ξ‖₁.
 */
export function sparsityPenalty(
  factors: Float64Array,
  penalty: Penalty,
  sparsity: number,
  length: number,
): number {
  let sum = 0;
  if (penalty === "factors") for (let i = 0; i < length; i++) sum += factors[i] * factors[i];
  else for (let i = 0; i < length; i++) sum += 2 * Math.abs(factors[i]);
  return sparsity * sum;
}

/**
 * Adds to the gradient what a penalty has in it: 2ρ υ, or the subgradient 2ρ sign(ξ). Of `l1-proximal` nothing: it acts after
 * the optimiser's step, by `proximalStep`.
 */
export function addPenaltyGradient(
  gradients: Float64Array,
  factors: Float64Array,
  penalty: Penalty,
  sparsity: number,
  length: number,
): void {
  if (penalty === "factors") for (let i = 0; i < length; i++) gradients[i] += 2 * sparsity * factors[i];
  if (penalty === "l1-subgradient")
    for (let i = 0; i < length; i++) gradients[i] += 2 * sparsity * Math.sign(factors[i]);
}
