/**
 * Eigenvalues of C⁻¹, in normalised coordinates, between which every hill is kept, whatever metric, optimiser or step size: beyond
 * them a covariance could not be inverted to rounding. Healthy hills stay between 1e-3 and 1e4.
 */
export const LEAST_PRECISION = 1e-6;
export const GREATEST_PRECISION = 1e8;
