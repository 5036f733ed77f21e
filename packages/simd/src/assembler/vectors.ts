import type { Code, Value } from "./code.ts";
import { type Index, indexValue } from "./function-builder.ts";
import { type Address, i32, v128 } from "./instructions.ts";

/** Bytes of a vector of four float32. */
export const VECTOR_BYTES = 16;

/** Vectors that stand one behind the other in memory, from `offset` bytes beyond a pointer. */
export class Vectors {
  readonly pointer: Value<"i32">;
  readonly offset: number;

  constructor(pointer: Value<"i32">, offset: number) {
    this.pointer = pointer;
    this.offset = offset;
  }

  address(index: Index): Address {
    return elementAddress(this.pointer, this.offset, index, VECTOR_BYTES);
  }

  get(index: Index): Value<"v128"> {
    return v128.load(this.address(index));
  }

  put(index: Index, value: Value<"v128">): Code {
    return v128.store(this.address(index), value);
  }

  /** Those from number `index` on. */
  from(index: Index): Vectors {
    const { pointer, offset } = this.address(index);
    return new Vectors(pointer, offset);
  }
}

/** Element `index` of a table of elements of `bytes` bytes. */
export function elementAddress(pointer: Value<"i32">, offset: number, index: Index, bytes: number): Address {
  if (typeof index === "number") return { pointer, offset: offset + index * bytes };
  return { pointer: i32.add(pointer, i32.multiply(indexValue(index), i32.const(bytes))), offset };
}
