import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Index } from "../assembler/function-builder.ts";
import { f32x4, v128 } from "../assembler/instructions.ts";
import type { Vectors } from "../assembler/vectors.ts";
import { addCompensated } from "./compensated-sum.ts";

/** ξ ← sign(ξ) max(0, |ξ| − threshold). What is not above the threshold becomes exactly 0, with what rounding left of it. */
export function softThreshold(
  builder: FunctionBuilder,
  numbers: Vectors,
  low: Vectors,
  index: Index,
  threshold: Value<"v128">,
): void {
  const before = builder.let(numbers.get(index));
  const above = v128.and(f32x4.greaterThan(before, threshold), threshold);
  const below = v128.and(f32x4.lessThan(before, f32x4.negate(threshold)), threshold);
  addCompensated(builder, numbers, low, index, f32x4.sub(below, above));
  const emptied = builder.let(f32x4.lessOrEqual(f32x4.abs(before), threshold));
  for (const part of [numbers, low]) builder.do(part.put(index, v128.andNot(part.get(index), emptied)));
}
