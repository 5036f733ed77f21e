import { fnv1a } from "./math/fnv-1a.ts";

/** Arrays a checkpoint can keep. */
export type StateArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;
/** Arrays by name, in groups by name, as deep as the objects that own them. */
export interface StateTree {
  readonly [name: string]: StateArray | StateTree;
}

/** What a checkpoint is made of: a header that JSON can hold, and arrays by path. */
export interface Checkpoint {
  readonly header: unknown;
  readonly arrays: ReadonlyMap<string, StateArray>;
}

const MAGIC = "DRUMLIN\n";
const VERSION = 1;
/** Magic, version, length of the directory, checksum of everything else but the magic. */
const CHECKSUM_AT = 8 + 4 + 4;
const PREAMBLE = CHECKSUM_AT + 4;
const ARRAY_TYPES = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  u8: Uint8Array,
} as const;
/** Beyond it byte offsets would not be exact to 32 bits. */
const LONGEST_ARRAY = 0x0fff_ffff;
type ArrayType = keyof typeof ARRAY_TYPES;

interface Directory {
  readonly header: unknown;
  readonly arrays: readonly { readonly path: string; readonly type: ArrayType; readonly length: number }[];
}

/**
 * Bytes of a checkpoint: preamble; directory (JSON: the header, and each array's path, type and length); the arrays,
 * little-endian, each at a multiple of 8. The same state gives the same bytes.
 */
export function writeCheckpoint(header: unknown, tree: StateTree): Uint8Array {
  const arrays = arraysOf(tree);
  const directory: Directory = {
    header,
    arrays: arrays.map(([path, array]) => ({ path, type: typeOf(array), length: array.length })),
  };
  const text = encodeAscii(JSON.stringify(directory));
  let size = align(PREAMBLE + text.length);
  const starts = arrays.map(([, array]) => {
    const start = size;
    size = align(size + array.byteLength);
    return start;
  });
  const bytes = new Uint8Array(size);
  bytes.set(encodeAscii(MAGIC));
  bytes.set(text, PREAMBLE);
  arrays.forEach(([, array], i) => {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), starts[i]);
  });
  const view = new DataView(bytes.buffer);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, text.length, true);
  view.setUint32(CHECKSUM_AT, checksum(bytes), true);
  return bytes;
}

/** Reads what `writeCheckpoint` wrote. Throws RangeError with one sentence when the bytes are not that, whole and unchanged. */
export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  if (!isCheckpoint(bytes)) throw new RangeError("these bytes are not a Drumlin agent");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes.length >= PREAMBLE ? view.getUint32(8, true) : VERSION;
  if (version > VERSION) {
    throw new RangeError(
      `the agent was saved by a newer Drumlin (format ${version}); this one reads format ${VERSION}`,
    );
  }
  if (bytes.length < PREAMBLE || view.getUint32(CHECKSUM_AT, true) !== checksum(bytes)) {
    throw new RangeError("the saved agent is damaged or cut short: its checksum does not match");
  }
  const textLength = view.getUint32(12, true);
  const directory = readDirectory(bytes.subarray(PREAMBLE, PREAMBLE + textLength));
  const arrays = new Map<string, StateArray>();
  let at = align(PREAMBLE + textLength);
  const sizes = directory.arrays.map(({ type, length }) =>
    align(length * ARRAY_TYPES[type].BYTES_PER_ELEMENT),
  );
  // Before anything is made of what the directory says.
  if (at + sizes.reduce((sum, size) => sum + size, 0) !== bytes.length) {
    throw new RangeError("the saved agent is damaged: its arrays are not as long as its directory says");
  }
  for (const { path, type, length } of directory.arrays) {
    const ArrayOfType = ARRAY_TYPES[type];
    const end = at + length * ArrayOfType.BYTES_PER_ELEMENT;
    // A copy of its own: Node's Buffer.slice would share memory.
    arrays.set(path, new ArrayOfType(new Uint8Array(bytes.subarray(at, end)).buffer));
    at = align(end);
  }
  return { header: directory.header, arrays };
}

function readDirectory(text: Uint8Array): Directory {
  const damaged = new RangeError("the saved agent is damaged: its directory is not one of header and arrays");
  let directory: Directory;
  try {
    directory = JSON.parse(decodeAscii(text));
  } catch {
    throw damaged;
  }
  const arrays: unknown = directory?.arrays;
  const paths = new Set<unknown>();
  const isEntry = (entry: Directory["arrays"][number] | null) =>
    typeof entry?.path === "string" &&
    !paths.has(entry.path) &&
    paths.add(entry.path) &&
    Object.hasOwn(ARRAY_TYPES, entry.type) &&
    Number.isSafeInteger(entry.length) &&
    entry.length >= 0 &&
    entry.length <= LONGEST_ARRAY;
  if (!Array.isArray(arrays) || !arrays.every(isEntry)) throw damaged;
  return directory;
}

/** Whether bytes begin as a checkpoint does. */
export function isCheckpoint(bytes: Uint8Array): boolean {
  return (
    bytes instanceof Uint8Array &&
    bytes.length >= MAGIC.length &&
    decodeAscii(bytes.subarray(0, MAGIC.length)) === MAGIC
  );
}

/**
 * Overwrites the arrays of `tree` in place with those of the checkpoint. Throws RangeError, before anything is written, when
 * a name or length differs.
 */
export function restoreTree(tree: StateTree, checkpoint: Checkpoint): void {
  const own = arraysOf(tree);
  for (const [path, array] of own) {
    const saved = checkpoint.arrays.get(path);
    if (saved === undefined || saved.length !== array.length || typeOf(saved) !== typeOf(array)) {
      throw new RangeError(`the saved agent has no array ${path} of ${array.length} numbers`);
    }
  }
  for (const [path, array] of own) array.set(checkpoint.arrays.get(path) as StateArray);
}

/** Every array of a tree with its path: the names that lead to it. */
export function arraysOf(tree: StateTree): [path: string, array: StateArray][] {
  return [...flatten(tree, "")];
}

function* flatten(tree: StateTree, prefix: string): Generator<[string, StateArray]> {
  for (const [name, entry] of Object.entries(tree)) {
    const path = prefix === "" ? name : `${prefix}/${name}`;
    if (ArrayBuffer.isView(entry)) yield [path, entry as StateArray];
    else yield* flatten(entry as StateTree, path);
  }
}

function typeOf(array: StateArray): ArrayType {
  if (array instanceof Float64Array) return "f64";
  if (array instanceof Float32Array) return "f32";
  if (array instanceof Int32Array) return "i32";
  return array instanceof Uint32Array ? "u32" : "u8";
}

function align(position: number): number {
  return Math.ceil(position / 8) * 8;
}

/** Of everything but the magic and itself; no defence against forgery. */
function checksum(bytes: Uint8Array): number {
  return fnv1a(bytes, PREAMBLE, bytes.length, fnv1a(bytes, MAGIC.length, CHECKSUM_AT));
}

/** Characters beyond ASCII leave JSON as \u escapes, so that a byte is a character. */
function encodeAscii(text: string): Uint8Array {
  const escaped = text.replace(
    /[\u0080-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return Uint8Array.from(escaped, (c) => c.charCodeAt(0));
}

function decodeAscii(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return text;
}
