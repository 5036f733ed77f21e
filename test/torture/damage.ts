import type { Xoshiro128 } from "drumlin";

/** Bytes with something wrong in them: bits flipped, stretches overwritten, lost, moved or doubled, ends cut or added. */
export function damagedBytes(original: Uint8Array, random: Xoshiro128): Uint8Array {
  // A copy of its own: Node's Buffer.slice would share memory, and its fill refuses an end beyond it.
  const bytes = new Uint8Array(original);
  const at = () => random.integer(Math.max(1, bytes.length));
  switch (random.integer(7)) {
    case 0: {
      for (let flips = 1 + random.integer(8); flips > 0; flips--) bytes[at()]! ^= 1 << random.integer(8);
      return bytes;
    }
    case 1: {
      const filler = [0, 0xff, 0x7f, random.integer(256)][random.integer(4)]!;
      const start = at();
      return bytes.fill(filler, start, start + 1 + random.integer(64));
    }
    case 2:
      return bytes.slice(0, at());
    case 3: {
      const added = Uint8Array.from({ length: 1 + random.integer(64) }, () => random.integer(256));
      return joined(bytes, added);
    }
    case 4: {
      const start = at();
      return joined(bytes.subarray(0, start), bytes.subarray(start + 1 + random.integer(64)));
    }
    case 5: {
      const start = at();
      const end = start + 1 + random.integer(64);
      return joined(bytes.subarray(0, end), bytes.subarray(start));
    }
    default: {
      const [from, to, length] = [at(), at(), 1 + random.integer(64)];
      bytes.copyWithin(to, from, from + length);
      return bytes;
    }
  }
}

/** A text damaged as bytes are, or with a word, a digit or a sign exchanged for another. */
export function damagedText(original: string, random: Xoshiro128): string {
  if (random.integer(2) === 0)
    return Buffer.from(damagedBytes(Buffer.from(original), random)).toString("utf8");
  const words = [...original.matchAll(/-?\d[\d.e+-]*|[A-Za-z_][\w-]*|[^\s\w]/g)];
  if (words.length === 0) return original;
  const word = words[random.integer(words.length)]!;
  const other =
    random.integer(2) === 0
      ? oddWords[random.integer(oddWords.length)]!
      : words[random.integer(words.length)]![0];
  return original.slice(0, word.index) + other + original.slice(word.index + word[0].length);
}

/** A copy of what JSON can hold with something in it changed: a value for an odd one, an entry lost, doubled or under another name. */
export function damagedValue(original: unknown, random: Xoshiro128): unknown {
  const value = structuredClone(original);
  const places = containers(value);
  for (let changes = 1 + random.integer(3); changes > 0; changes--) {
    const place = places[random.integer(places.length)]!;
    const keys = Object.keys(place);
    const key = keys[random.integer(Math.max(1, keys.length))];
    if (key === undefined) continue;
    switch (random.integer(5)) {
      case 0:
        if (Array.isArray(place)) place.splice(Number(key), 1);
        else delete place[key];
        break;
      case 1:
        if (Array.isArray(place)) place.push(structuredClone(place[Number(key)]));
        else place[oddWords[random.integer(oddWords.length)]!] = place[key];
        break;
      default:
        (place as Record<string, unknown>)[key] = nearby((place as Record<string, unknown>)[key], random);
    }
  }
  return value;
}

type Container = Record<string, unknown> | unknown[];

function containers(value: unknown): Container[] {
  if (value === null || typeof value !== "object") return [];
  return [value as Container, ...Object.values(value).flatMap(containers)];
}

/** Another number for a number, mostly; else anything. */
function nearby(value: unknown, random: Xoshiro128): unknown {
  if (typeof value === "number" && random.integer(3) > 0) {
    const changed = [
      -value,
      value * 2,
      value + 1,
      value - 1,
      value * 1e12,
      value / 1e12,
      oddNumbers[random.integer(oddNumbers.length)]!,
    ];
    return changed[random.integer(changed.length)];
  }
  return oddValues[random.integer(oddValues.length)];
}

/** Numbers at the ends of what there is. */
export const oddNumbers: readonly number[] = [
  0,
  -0,
  1,
  -1,
  0.5,
  1e-300,
  -1e-300,
  5e-324,
  1e300,
  -1e300,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -(2 ** 31),
  1e6,
  1e9,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

/** What no field expects. */
export const oddValues: readonly unknown[] = [
  ...oddNumbers,
  null,
  undefined,
  "",
  "1",
  "NaN",
  "constructor",
  "\u001b[2J",
  true,
  false,
  [],
  {},
  [null],
  [[1]],
  { length: 1e9 },
  "x".repeat(5000),
];

const oddWords = [
  "NaN",
  "Infinity",
  "-1",
  "0",
  "1e308",
  "-1e308",
  "1e-320",
  "99999999999999999999",
  "null",
  "true",
  '""',
  "[]",
  "{}",
  "{",
  "]",
  ":",
  "&a",
  "*a",
  "<<",
  "constructor",
  "__proto__",
  "prototype",
  "toString",
  "!!js/function",
  "\u0000",
  "\u001b[2J",
  "\u2028",
  "'",
  '"',
  "#",
  "- ",
  "|",
  ">",
  "%",
  "@",
];

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
