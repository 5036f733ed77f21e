import { type Address, i32 } from "../assembler/instructions.ts";
import type { Layout } from "../layout.ts";

/** Where one of the learner's `Numbers` stands. */
export function numberAddress(layout: Layout, index: number): Address {
  return { pointer: i32.const(0), offset: layout.numbers + 8 * index };
}

/** Where one of `Units` stands. */
export function unitAddress(layout: Layout, index: number): Address {
  return { pointer: i32.const(0), offset: layout.units + 8 * index };
}
