import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Index } from "../assembler/function-builder.ts";
import { f32x4 } from "../assembler/instructions.ts";
import type { Vectors } from "../assembler/vectors.ts";

/**
 * numbers[index] += change, with what rounding loses kept in `low` for the next time (Kahan 1965): float32 numbers that take
 * millions of small steps as if they had twice the digits.
 */
export function addCompensated(
  builder: FunctionBuilder,
  numbers: Vectors,
  low: Vectors,
  index: Index,
  change: Value<"v128">,
): void {
  const before = builder.let(numbers.get(index));
  const step = builder.let(f32x4.add(change, low.get(index)));
  const after = builder.let(f32x4.add(before, step));
  builder.do(numbers.put(index, after));
  builder.do(low.put(index, f32x4.sub(step, f32x4.sub(after, before))));
}
