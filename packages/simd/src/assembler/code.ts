/** Instructions as bytes, nested as the expressions they came from. */
export type Code = readonly (number | Code)[];

export type ValueType = "i32" | "f32" | "f64" | "v128";

/** An expression: instructions that leave one value of this type on the stack. Writing it twice computes it twice. */
export interface Value<T extends ValueType = ValueType> {
  readonly type: T;
  readonly code: Code;
}

/** The bytes of nested code, in their order. */
export function flatten(code: Code): Uint8Array {
  let length = 0;
  const count = (part: Code) => {
    for (const piece of part) {
      if (typeof piece === "number") length++;
      else count(piece);
    }
  };
  count(code);
  const bytes = new Uint8Array(length);
  let at = 0;
  const copy = (part: Code) => {
    for (const piece of part) {
      if (typeof piece === "number") bytes[at++] = piece;
      else copy(piece);
    }
  };
  copy(code);
  return bytes;
}

/** LEB128 of a whole number of at least 0 (WebAssembly specification §5.2.2). */
export function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** LEB128 of a signed 32-bit number. */
export function signed(value: number): Code {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40);
    bytes.push(isLast ? low : low + 0x80);
    if (isLast) return bytes;
  }
}

/** A vector of the specification: its length, then its items. */
export function vector(items: readonly Code[]): Code {
  return [unsigned(items.length), items];
}

/** A name: its length in bytes, then its (ASCII) characters. */
export function name(text: string): Code {
  return [unsigned(text.length), Array.from(text, (character) => character.charCodeAt(0))];
}

/** The little-endian bytes of a number. */
export function floatBytes(value: number, width: 4 | 8): Code {
  const view = new DataView(new ArrayBuffer(width));
  if (width === 4) view.setFloat32(0, value, true);
  else view.setFloat64(0, value, true);
  return Array.from(new Uint8Array(view.buffer));
}
