import { log } from "../math/log.ts";
import { highProduct } from "./high-product.ts";
import { type Seed, SeedSequence } from "./seed-sequence.ts";

/**
 * xoshiro128**: the learner's fast generator. All of its memory is the four words of `state`, so a generator
 * restored from them continues exactly.
 *
 * Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021).
 */
export class Xoshiro128 {
  readonly #state = new Uint32Array(4);

  /**
   * @param source a seed sequence, or four words of state, not all zero
   * @throws RangeError when the words are not four or all zero
   */
  constructor(source: SeedSequence | ArrayLike<number>) {
    this.state = source instanceof SeedSequence ? source.generateState(4) : source;
  }

  /**
   * Stream number `stream` of `seed`: streams of one seed are independent of each other.
   *
   * @param seed a non-negative integer
   * @param stream an integer in [0, 2^32)
   * @throws RangeError when either is out of its range
   */
  static fromSeed(seed: Seed, stream: number): Xoshiro128 {
    return new Xoshiro128(new SeedSequence([seed], { spawnKey: [stream] }));
  }

  /** The four words of state, as a copy; assign four words to go on from there. */
  get state(): Uint32Array {
    return this.#state.slice();
  }

  set state(words: ArrayLike<number>) {
    if (words.length !== 4) throw new RangeError(`state has ${words.length} words; it must have 4`);
    if ((words[0] | words[1] | words[2] | words[3]) === 0) {
      throw new RangeError("state is all zero, from which xoshiro128** never leaves; one word must differ");
    }
    this.#state.set(words);
  }

  /** An integer in [0, 2^32), each equally likely. */
  nextUint32(): number {
    const state = this.#state;
    const scrambled = Math.imul(state[1], 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = (state[3] << 11) | (state[3] >>> 21);
    return result;
  }

  /** A number in [0, 1): a multiple of 2^-53, each equally likely. Takes two draws. */
  uniform(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /**
   * An integer in [0, count), each equally likely (Lemire's method: no bias, mostly one draw).
   *
   * @throws RangeError unless `count` is an integer in [1, 2^32]
   */
  integer(count: number): number {
    if (!Number.isInteger(count) || count < 1 || count > 4294967296) {
      throw new RangeError(`count is ${count}; it must be an integer in [1, 2^32]`);
    }
    let draw = this.nextUint32();
    let fraction = Math.imul(draw, count) >>> 0;
    if (fraction < count) {
      const threshold = 4294967296 % count;
      while (fraction < threshold) {
        draw = this.nextUint32();
        fraction = Math.imul(draw, count) >>> 0;
      }
    }
    return highProduct(draw, count);
  }

  /**
   * A normal variate with mean 0 and standard deviation 1 (Marsaglia's polar method). The second variate of each
   * pair is thrown away: keeping it would be memory outside `state`.
   */
  normal(): number {
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const square = u * u + v * v;
      if (square > 0 && square < 1) return u * Math.sqrt((-2 * log(square)) / square);
    }
  }
}
