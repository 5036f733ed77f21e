import type { Xoshiro128 } from "../../random/xoshiro128.ts";

/** The integers 0 … n - 1: Gymnasium's `Discrete(n)`. */
export class Discrete {
  readonly kind = "discrete";
  /** How many elements there are. */
  readonly n: number;

  /** @throws RangeError unless `n` is a positive integer */
  constructor(n: number) {
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`n is ${n}; it must be a positive integer`);
    this.n = n;
  }

  /** Numbers in one element, seen as a vector. */
  get size(): number {
    return 1;
  }

  /** Whether `value` is one of the integers, bare or as a vector of length 1. */
  contains(value: unknown): boolean {
    const element = typeof value === "number" ? value : soleElement(value);
    return Number.isInteger(element) && element >= 0 && element < this.n;
  }

  /** An element, each equally likely. */
  sample(generator: Xoshiro128): number {
    return generator.integer(this.n);
  }

  equals(other: unknown): boolean {
    return other instanceof Discrete && other.n === this.n;
  }
}

function soleElement(value: unknown): number {
  const isVector = Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array;
  return isVector && value.length === 1 ? Number(value[0]) : NaN;
}
