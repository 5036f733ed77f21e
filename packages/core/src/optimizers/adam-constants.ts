/** β₁, β₂, ε of Kingma & Ba (2015). */
export const FIRST_DECAY = 0.9;
export const SECOND_DECAY = 0.999;
export const ADAM_EPSILON = 1e-8;

/** Powers β₁ⁿ and β₂ⁿ by repeated multiplication, for the bias corrections; part of the optimiser's state. */
export function advancePowers(powers: Float64Array): void {
  powers[0] *= FIRST_DECAY;
  powers[1] *= SECOND_DECAY;
}
