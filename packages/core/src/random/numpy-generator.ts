import { highProduct } from "./high-product.ts";
import { Pcg64, type Pcg64State } from "./pcg64.ts";
import { type Seed, SeedSequence } from "./seed-sequence.ts";

/** A generator's memory as JSON. `pending` is the unused upper half of a 64-bit draw, or null. */
export interface NumpyGeneratorState extends Pcg64State {
  readonly pending: number | null;
}

/**
 * numpy's `Generator` over PCG64, value for value, as far as Gymnasium's environments use it: what
 * `np.random.default_rng(seed)` gives.
 */
export class NumpyGenerator {
  readonly #bits: Pcg64;
  #pending: number | null = null;

  constructor(seedSequence: SeedSequence) {
    this.#bits = new Pcg64(seedSequence);
  }

  /** @throws RangeError unless `seed` is a non-negative integer */
  static fromSeed(seed: Seed): NumpyGenerator {
    return new NumpyGenerator(new SeedSequence([seed]));
  }

  /** All there is to remember; assign it to go on from there. */
  get state(): NumpyGeneratorState {
    return { ...this.#bits.state, pending: this.#pending };
  }

  set state(saved: NumpyGeneratorState) {
    this.#bits.state = saved;
    this.#pending = saved.pending;
  }

  /** A number in [0, 1): a multiple of 2^-53, each equally likely. */
  random(): number {
    this.#bits.next();
    return (this.#bits.high * 2097152 + (this.#bits.low >>> 11)) / 9007199254740992;
  }

  /** A number between `low` and `high`. */
  uniform(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /** `size` numbers between `low` and `high`, in the order numpy fills an array. */
  uniforms(low: number, high: number, size: number): Float64Array {
    return Float64Array.from({ length: size }, () => this.uniform(low, high));
  }

  /**
   * An integer in [low, high), each equally likely: Lemire's method, over 32 bits where the range fits.
   *
   * @throws RangeError unless both are safe integers with low < high
   */
  integers(low: number, high: number): number {
    if (
      !Number.isSafeInteger(low) ||
      !Number.isSafeInteger(high) ||
      low >= high ||
      high - low > Number.MAX_SAFE_INTEGER
    ) {
      throw new RangeError(`the range is [${low}, ${high}); it must be a non-empty one of safe integers`);
    }
    const count = high - low;
    if (count === 1) return low;
    return low + (count <= 4294967296 ? this.#below32(count) : this.#below64(BigInt(count)));
  }

  /**
   * `size` indices, index i with probability `probabilities[i]`: numpy's `choice(n, size, p=probabilities)`.
   */
  choices(probabilities: ArrayLike<number>, size: number): number[] {
    const cumulative = cumulativeSum(probabilities);
    const total = cumulative[cumulative.length - 1];
    const bounds = cumulative.map((sum) => sum / total);
    return Array.from({ length: size }, () => firstAbove(bounds, this.random()));
  }

  /** One index, index i with probability `probabilities[i]`: Gymnasium's `categorical_sample`. */
  categorical(probabilities: ArrayLike<number>): number {
    return firstAbove(cumulativeSum(probabilities), this.random());
  }

  /** 32 bits; the upper half of each 64-bit draw is kept for the next call, as numpy does. */
  nextUint32(): number {
    if (this.#pending !== null) {
      const kept = this.#pending;
      this.#pending = null;
      return kept;
    }
    this.#bits.next();
    this.#pending = this.#bits.high;
    return this.#bits.low;
  }

  #below32(count: number): number {
    if (count === 4294967296) return this.nextUint32();
    const threshold = 4294967296 % count;
    for (;;) {
      const draw = this.nextUint32();
      if (Math.imul(draw, count) >>> 0 >= threshold) return highProduct(draw, count);
    }
  }

  #below64(count: bigint): number {
    const threshold = 0x10000000000000000n % count;
    for (;;) {
      this.#bits.next();
      const product = ((BigInt(this.#bits.high) << 32n) + BigInt(this.#bits.low)) * count;
      if ((product & 0xffffffffffffffffn) >= threshold) return Number(product >> 64n);
    }
  }
}

function cumulativeSum(terms: ArrayLike<number>): Float64Array {
  let sum = 0;
  return Float64Array.from(terms, (term) => {
    sum += term;
    return sum;
  });
}

/** The first index whose bound exceeds `value`, or 0 when none does (as numpy's argmax of an all-false array). */
function firstAbove(bounds: Float64Array, value: number): number {
  for (let i = 0; i < bounds.length; i++) if (bounds[i] > value) return i;
  return 0;
}
