import type { SeedSequence } from "./seed-sequence.ts";

/** A generator's memory as JSON: 128-bit integers as hexadecimal text of 32 digits. */
export interface Pcg64State {
  readonly state: string;
  readonly increment: string;
}

/**
 * numpy's `PCG64`, draw for draw: a 128-bit linear congruential generator whose output is its halves combined by
 * exclusive or and rotated (XSL-RR).
 *
 * Source: M. E. O'Neill, "PCG: A family of simple fast space-efficient statistically good algorithms for random
 * number generation" (2014). 128-bit numbers are eight 16-bit limbs, the least significant one first: their
 * products are exact in a double, which is faster than BigInt.
 */
export class Pcg64 {
  /** The upper 32 bits of the latest draw. */
  high = 0;
  /** The lower 32 bits of the latest draw. */
  low = 0;
  readonly #state = new Uint16Array(8);
  readonly #increment = new Uint16Array(8);

  constructor(seedSequence: SeedSequence) {
    const [a, b, c, d, e, f, g, h] = seedSequence.generateState(8);
    const start = limbsOf([b, a, d, c]);
    const stream = limbsOf([f, e, h, g]);
    for (let i = 0; i < 8; i++) this.#increment[i] = (stream[i] << 1) | (i === 0 ? 1 : stream[i - 1] >>> 15);
    this.#advance();
    add(this.#state, start);
    this.#advance();
  }

  /** Draws 64 bits into `high` and `low`. */
  next(): void {
    this.#advance();
    const state = this.#state;
    const high = (state[7] ^ state[3]) * 65536 + (state[6] ^ state[2]);
    const low = (state[5] ^ state[1]) * 65536 + (state[4] ^ state[0]);
    const rotation = state[7] >>> 10;
    const upper = rotation & 32 ? low : high;
    const lower = rotation & 32 ? high : low;
    const bits = rotation & 31;
    if (bits === 0) {
      this.high = upper;
      this.low = lower;
    } else {
      this.high = ((upper >>> bits) | (lower << (32 - bits))) >>> 0;
      this.low = ((lower >>> bits) | (upper << (32 - bits))) >>> 0;
    }
  }

  /** All there is to remember; assign it to go on from there. */
  get state(): Pcg64State {
    return { state: hexOf(this.#state), increment: hexOf(this.#increment) };
  }

  set state(saved: Pcg64State) {
    this.#state.set(limbsOfHex("state", saved.state));
    this.#increment.set(limbsOfHex("increment", saved.increment));
  }

  /** state = state * multiplier + increment, modulo 2^128. */
  #advance(): void {
    const state = this.#state;
    const sum = sums;
    sum.set(this.#increment);
    for (let i = 0; i < 8; i++) {
      const limb = state[i];
      for (let j = 0; i + j < 8; j++) sum[i + j] += limb * MULTIPLIER[j];
    }
    let carry = 0;
    for (let i = 0; i < 8; i++) {
      const total = sum[i] + carry;
      carry = Math.floor(total / 65536);
      state[i] = total - carry * 65536;
    }
  }
}

/** Scratch of `#advance`. */
const sums = new Float64Array(8);

const MULTIPLIER = limbsOfHex("multiplier", "2360ed051fc65da44385df649fccf645");

/** Limbs of four 32-bit words, the most significant word first. */
function limbsOf(words: readonly number[]): Uint16Array {
  const limbs = new Uint16Array(8);
  for (let i = 0; i < 4; i++) {
    limbs[7 - 2 * i] = words[i] >>> 16;
    limbs[6 - 2 * i] = words[i] & 0xffff;
  }
  return limbs;
}

function limbsOfHex(name: string, text: string): Uint16Array {
  if (!/^[0-9a-f]{32}$/.test(text))
    throw new RangeError(`${name} is "${text}"; it must be 32 hexadecimal digits`);
  const limbs = new Uint16Array(8);
  for (let i = 0; i < 8; i++) limbs[7 - i] = Number.parseInt(text.slice(4 * i, 4 * i + 4), 16);
  return limbs;
}

function hexOf(limbs: Uint16Array): string {
  return Array.from(limbs, (limb) => limb.toString(16).padStart(4, "0"))
    .reverse()
    .join("");
}

function add(sum: Uint16Array, term: Uint16Array): void {
  let carry = 0;
  for (let i = 0; i < 8; i++) {
    const total = sum[i] + term[i] + carry;
    sum[i] = total;
    carry = total >>> 16;
  }
}
