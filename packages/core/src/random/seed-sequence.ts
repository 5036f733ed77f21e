/**
 * numpy's `SeedSequence`, word for word: turns any non-negative integers into well-mixed initial states, and
 * derives independent streams from one seed by spawn keys.
 *
 * Source: M. E. O'Neill's seed_seq_fe design as specified by numpy.random.SeedSequence (numpy 1.17 and later).
 */
export class SeedSequence {
  /** What the sequence was made from: little-endian 32-bit words. */
  readonly entropy: Uint32Array;
  /** The path from the root sequence to this one: one number for each generation of `spawn`. */
  readonly spawnKey: readonly number[];
  readonly poolSize: number;
  readonly #pool: Uint32Array;
  #childrenSpawned = 0;

  /**
   * @param entropy the seed: a non-negative integer of any size, or an array of them
   * @param options `spawnKey`: numbers in [0, 2^32) that tell streams of the same entropy apart; `poolSize`: words
   *   of internal state, at least 4
   * @throws RangeError when a seed, a spawn key or the pool size is out of its range
   */
  constructor(
    entropy: Seed | readonly Seed[] | Uint32Array,
    options: { spawnKey?: readonly number[]; poolSize?: number } = {},
  ) {
    const { spawnKey = [], poolSize = 4 } = options;
    if (!Number.isInteger(poolSize) || poolSize < 4) {
      throw new RangeError(`poolSize is ${poolSize}; it must be an integer of at least 4`);
    }
    for (const key of spawnKey) {
      if (!Number.isInteger(key) || key < 0 || key > 0xffffffff) {
        throw new RangeError(`spawnKey holds ${key}; each key must be an integer in [0, 2^32)`);
      }
    }
    this.entropy = wordsOf(entropy);
    this.spawnKey = [...spawnKey];
    this.poolSize = poolSize;
    this.#pool = mixEntropy(this.entropy, this.spawnKey, poolSize);
  }

  /** The first `wordCount` 32-bit words of state; the same ones at every call. */
  generateState(wordCount: number): Uint32Array {
    const state = new Uint32Array(wordCount);
    let hash = 0x8b51f9dd;
    for (let i = 0; i < wordCount; i++) {
      let word = this.#pool[i % this.poolSize] ^ hash;
      hash = Math.imul(hash, 0x58f38ded);
      word = Math.imul(word, hash);
      state[i] = word ^ (word >>> 16);
    }
    return state;
  }

  /** `count` new sequences, independent of this one, of each other, and of those of earlier calls. */
  spawn(count: number): SeedSequence[] {
    return Array.from({ length: count }, () => {
      const spawnKey = [...this.spawnKey, this.#childrenSpawned++];
      return new SeedSequence(this.entropy, { spawnKey, poolSize: this.poolSize });
    });
  }
}

/** A seed: a non-negative integer; a bigint where a number could not hold it exactly. */
export type Seed = number | bigint;

/** Little-endian 32-bit words of the integers in `entropy`, one after the other; zero is one word. */
function wordsOf(entropy: Seed | readonly Seed[] | Uint32Array): Uint32Array {
  if (entropy instanceof Uint32Array) return entropy.slice();
  const seeds = Array.isArray(entropy) ? entropy : [entropy];
  const words: number[] = [];
  for (const seed of seeds) {
    const valid = typeof seed === "bigint" ? seed >= 0n : Number.isSafeInteger(seed) && seed >= 0;
    if (!valid) {
      throw new RangeError(
        `seed is ${String(seed)}; it must be a non-negative integer (a bigint such as 2n**63n from 2^53 on)`,
      );
    }
    let rest = BigInt(seed);
    do {
      words.push(Number(rest & 0xffffffffn));
      rest >>= 32n;
    } while (rest > 0n);
  }
  return Uint32Array.from(words);
}

/** A hash whose multiplier changes at every call, so that the order of the words matters. */
function createHash(): (word: number) => number {
  let multiplier = 0x43b0d7e5;
  return (word) => {
    const salted = word ^ multiplier;
    multiplier = Math.imul(multiplier, 0x931e8875);
    const product = Math.imul(salted, multiplier);
    return (product ^ (product >>> 16)) >>> 0;
  };
}

function mix(x: number, y: number): number {
  const mixed = (Math.imul(x, 0xca01f9dd) - Math.imul(y, 0x4973f715)) | 0;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function mixEntropy(entropy: Uint32Array, spawnKey: readonly number[], poolSize: number): Uint32Array {
  const words = Array.from(entropy);
  // Short entropy is padded before a spawn key, so that (seed, key) cannot collide with the longer seed (seed, 0 … key).
  if (spawnKey.length > 0) while (words.length < poolSize) words.push(0);
  words.push(...spawnKey);

  const hash = createHash();
  const pool = new Uint32Array(poolSize);
  for (let i = 0; i < poolSize; i++) pool[i] = hash(words[i] ?? 0);
  for (let source = 0; source < poolSize; source++) {
    for (let target = 0; target < poolSize; target++) {
      if (source !== target) pool[target] = mix(pool[target], hash(pool[source]));
    }
  }
  for (let source = poolSize; source < words.length; source++) {
    for (let target = 0; target < poolSize; target++) pool[target] = mix(pool[target], hash(words[source]));
  }
  return pool;
}
