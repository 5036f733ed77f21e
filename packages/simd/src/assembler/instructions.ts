import { type Code, floatBytes, signed, unsigned, type Value, type ValueType } from "./code.ts";

// The instructions the kernels are written in, by WebAssembly's own names: `f32x4.mul(a, b)` is f32x4.mul of a and b.
// Opcodes: WebAssembly specification §5.4. None of them is a relaxed one: every engine computes the same bits.

type I32 = Value<"i32">;
type F32 = Value<"f32">;
type F64 = Value<"f64">;
type V128 = Value<"v128">;

const SIMD = 0xfd;

/** Where a load or store goes: a pointer, and a constant number of bytes beyond it. */
export interface Address {
  readonly pointer: I32;
  readonly offset: number;
}

function operation<T extends ValueType>(type: T, code: Code, ...operands: readonly Value[]): Value<T> {
  return { type, code: [...operands.map((operand) => operand.code), code] };
}

function unary<From extends ValueType, T extends ValueType>(type: T, ...code: number[]) {
  return (operand: Value<From>): Value<T> => ({ type, code: [operand.code, code] });
}

function binary<From extends ValueType, T extends ValueType>(type: T, ...code: number[]) {
  return (left: Value<From>, right: Value<From>): Value<T> => ({ type, code: [left.code, right.code, code] });
}

/** Opcodes of vector instructions have a prefix, and take two bytes from 128 on. */
function simd(opcode: number): number[] {
  return opcode < 0x80 ? [SIMD, opcode] : [SIMD, opcode, 0x01];
}

function load<T extends ValueType>(type: T, ...code: number[]) {
  return ({ pointer, offset }: Address): Value<T> => ({
    type,
    // Alignment 2^0: a hint that no engine on our platforms needs.
    code: [pointer.code, code, 0, unsigned(offset)],
  });
}

function store<T extends ValueType>(_type: T, ...code: number[]) {
  return ({ pointer, offset }: Address, value: Value<T>): Code => [
    pointer.code,
    value.code,
    code,
    0,
    unsigned(offset),
  ];
}

export const i32 = {
  const: (value: number): I32 => ({ type: "i32", code: [0x41, signed(value)] }),
  load: load("i32", 0x28),
  load8: load("i32", 0x2d),
  store: store("i32", 0x36),
  lessThan: binary<"i32", "i32">("i32", 0x49),
  add: binary<"i32", "i32">("i32", 0x6a),
  sub: binary<"i32", "i32">("i32", 0x6b),
  multiply: binary<"i32", "i32">("i32", 0x6c),
  and: binary<"i32", "i32">("i32", 0x71),
  shiftRight: binary<"i32", "i32">("i32", 0x76),
};

export const f32 = {
  const: (value: number): F32 => ({ type: "f32", code: [0x43, floatBytes(value, 4)] }),
  load: load("f32", 0x2a),
  store: store("f32", 0x38),
  greaterThan: binary<"f32", "i32">("i32", 0x5e),
  add: binary<"f32", "f32">("f32", 0x92),
  mul: binary<"f32", "f32">("f32", 0x94),
  max: binary<"f32", "f32">("f32", 0x97),
  fromF64: unary<"f64", "f32">("f32", 0xb6),
};

export const f64 = {
  const: (value: number): F64 => ({ type: "f64", code: [0x44, floatBytes(value, 8)] }),
  load: load("f64", 0x2b),
  store: store("f64", 0x39),
  lessThan: binary<"f64", "i32">("i32", 0x63),
  abs: unary<"f64", "f64">("f64", 0x99),
  floor: unary<"f64", "f64">("f64", 0x9c),
  sqrt: unary<"f64", "f64">("f64", 0x9f),
  add: binary<"f64", "f64">("f64", 0xa0),
  sub: binary<"f64", "f64">("f64", 0xa1),
  mul: binary<"f64", "f64">("f64", 0xa2),
  div: binary<"f64", "f64">("f64", 0xa3),
  min: binary<"f64", "f64">("f64", 0xa4),
  max: binary<"f64", "f64">("f64", 0xa5),
  fromF32: unary<"f32", "f64">("f64", 0xbb),
};

export const v128 = {
  load: load("v128", ...simd(0)),
  /** The four bytes at the address, in every lane. */
  load32Splat: load("v128", ...simd(9)),
  store: store("v128", ...simd(11)),
  and: binary<"v128", "v128">("v128", ...simd(78)),
  andNot: binary<"v128", "v128">("v128", ...simd(79)),
  or: binary<"v128", "v128">("v128", ...simd(80)),
  anyTrue: unary<"v128", "i32">("i32", ...simd(83)),
  /** `left` where the mask has ones, `right` elsewhere. */
  select: (left: V128, right: V128, mask: V128): V128 => operation("v128", simd(82), left, right, mask),
};

export const i32x4 = {
  shiftLeft: (value: V128, bits: number): V128 => operation("v128", simd(171), value, i32.const(bits)),
  add: binary<"v128", "v128">("v128", ...simd(174)),
};

export const f32x4 = {
  const: (value: number): V128 => {
    const lane = floatBytes(value, 4);
    return { type: "v128", code: [simd(12), lane, lane, lane, lane] };
  },
  splat: unary<"f32", "v128">("v128", ...simd(19)),
  lane: (value: V128, lane: number): F32 => operation("f32", [...simd(31), lane], value),
  lessThan: binary<"v128", "v128">("v128", ...simd(67)),
  greaterThan: binary<"v128", "v128">("v128", ...simd(68)),
  lessOrEqual: binary<"v128", "v128">("v128", ...simd(69)),
  abs: unary<"v128", "v128">("v128", ...simd(224)),
  negate: unary<"v128", "v128">("v128", ...simd(225)),
  sqrt: unary<"v128", "v128">("v128", ...simd(227)),
  add: binary<"v128", "v128">("v128", ...simd(228)),
  sub: binary<"v128", "v128">("v128", ...simd(229)),
  mul: binary<"v128", "v128">("v128", ...simd(230)),
  div: binary<"v128", "v128">("v128", ...simd(231)),
  /** right < left ? right : left, one instruction on every processor. */
  lesser: binary<"v128", "v128">("v128", ...simd(234)),
  /** left < right ? right : left */
  greater: binary<"v128", "v128">("v128", ...simd(235)),
};
