import type { Hill } from "./hill.ts";
import { productWith, type SymmetricRows } from "./symmetric-rows.ts";

/** A quadratic function of the observation s: constant + linear·s + sᵀ quadratic s. */
export interface Quadratic {
  readonly constant: number;
  readonly linear: readonly number[];
  readonly quadratic: SymmetricRows;
}

/** ln G(s) = −(s − c)ᵀ P (s − c) of a hill, multiplied out: −cᵀPc + 2 (Pc)·s − sᵀ P s. */
export function logGaussian({ center, precision }: Hill): Quadratic {
  const products = productWith(precision, center);
  return {
    constant: -products.reduce((sum, product, i) => sum + product * center[i], 0),
    linear: products.map((product) => 2 * product),
    quadratic: precision.map((row) => row.map((entry) => -entry)),
  };
}
