/** Instructions as bytes, nested as the expressions they came from. */
export type Code = readonly (number | Uint8Array | Code)[];

export type ValueType = "i32" | "f32" | "f64" | "v128";

/** An expression: instructions that leave one value of this type on the stack. Writing it twice computes it twice. */
export interface Value<T extends ValueType = ValueType> {
  readonly type: T;
  readonly code: Code;
}

/** The bytes of nested code, in their order. */
export function flatten(code: Code): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(2 ** 16);
  let length = 0;
  const append = (part: Code) => {
    // An index: this runs some ten thousand times before any engine has compiled it.
    for (let i = 0; i < part.length; i++) {
      const piece = part[i];
      if (typeof piece !== "number" && !(piece instanceof Uint8Array)) {
        append(piece);
        continue;
      }
      const end = length + (typeof piece === "number" ? 1 : piece.length);
      if (end > bytes.length) bytes = grown(bytes, end);
      if (typeof piece === "number") bytes[length] = piece;
      else bytes.set(piece, length);
      length = end;
    }
  };
  append(code);
  return bytes.slice(0, length);
}

function grown(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * length);
  larger.set(bytes);
  return larger;
}

/** LEB128 of a whole number of at least 0 (WebAssembly specification §5.2.2). */
export function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value % 0x80) + 0x80, unsigned(Math.floor(value / 0x80))];
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
