import type { Value } from "../assembler/code.ts";
import { f32x4, v128 } from "../assembler/instructions.ts";

/** Bounds of the eigenvalues of C⁻¹. */
export interface PrecisionRange {
  readonly least: number;
  readonly greatest: number;
}

/** An eigenvalue counts as inside up to this share of the bound: one that has been bounded is not bounded again. */
const BOUND_TOLERANCE = 1e-5;

/** Which of four eigenvalues lie outside the range. */
export function isOutside(eigenvalue: Value<"v128">, { least, greatest }: PrecisionRange): Value<"v128"> {
  const below = f32x4.lessThan(eigenvalue, f32x4.const(least * (1 - BOUND_TOLERANCE)));
  return v128.or(below, f32x4.greaterThan(eigenvalue, f32x4.const(greatest * (1 + BOUND_TOLERANCE))));
}

/** The numbers of the range that are nearest to four eigenvalues. */
export function clamped(eigenvalue: Value<"v128">, { least, greatest }: PrecisionRange): Value<"v128"> {
  return f32x4.lesser(f32x4.greater(eigenvalue, f32x4.const(least)), f32x4.const(greatest));
}
