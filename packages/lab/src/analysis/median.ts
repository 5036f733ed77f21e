import { quantile } from "./quantile.ts";

/** The middle of at least one finite value, in any order. */
export function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
