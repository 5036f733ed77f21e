import { log } from "../../math/log.ts";
import type { Xoshiro128 } from "../../random/xoshiro128.ts";

/** How a Box's numbers are held: Gymnasium's dtype. */
export type BoxDtype = "float32" | "float64";

/** Vectors of `size` numbers, each within its own closed interval: Gymnasium's one-dimensional `Box`. */
export class Box {
  readonly kind = "box";
  /** Lower bounds, -Infinity where there is none. Shape (size). */
  readonly low: Readonly<Float64Array>;
  /** Upper bounds, Infinity where there is none. Shape (size). */
  readonly high: Readonly<Float64Array>;
  readonly dtype: BoxDtype;

  /**
   * @param bounds `low` and `high`: one number for all dimensions or one for each; `size`: needed when both are
   *   single numbers; `dtype`: float32 unless told, and then the bounds are rounded to it
   * @throws RangeError when sizes disagree or a lower bound is above its upper one or is NaN
   */
  constructor(bounds: {
    low: number | ArrayLike<number>;
    high: number | ArrayLike<number>;
    size?: number;
    dtype?: BoxDtype;
  }) {
    const { low, high, dtype = "float32" } = bounds;
    const size =
      bounds.size ?? (typeof low === "number" ? (typeof high === "number" ? 1 : high.length) : low.length);
    if (!Number.isInteger(size) || size < 1)
      throw new RangeError(`size is ${size}; it must be a positive integer`);
    this.dtype = dtype;
    this.low = boundsOf("low", low, size, dtype);
    this.high = boundsOf("high", high, size, dtype);
    for (let i = 0; i < size; i++) {
      if (!(this.low[i] <= this.high[i])) {
        throw new RangeError(
          `low[${i}] is ${this.low[i]} and high[${i}] is ${this.high[i]}; low must not exceed high`,
        );
      }
    }
  }

  /** Numbers in one element. */
  get size(): number {
    return this.low.length;
  }

  /** Whether `value` is a vector of the right length with every number within its bounds; NaN never is. */
  contains(value: unknown): boolean {
    if (!isVector(value) || value.length !== this.size) return false;
    for (let i = 0; i < value.length; i++) {
      const number = this.dtype === "float32" ? Math.fround(value[i]) : value[i];
      if (!(number >= this.low[i] && number <= this.high[i])) return false;
    }
    return true;
  }

  /**
   * A random element. As in Gymnasium a dimension is uniform between two bounds, exponential beyond a single one
   * and normal without any; the random stream is Drumlin's own.
   */
  sample(generator: Xoshiro128): Observed {
    const element = this.dtype === "float32" ? new Float32Array(this.size) : new Float64Array(this.size);
    for (let i = 0; i < this.size; i++) element[i] = sampleBetween(this.low[i], this.high[i], generator);
    return element;
  }

  equals(other: unknown): boolean {
    return (
      other instanceof Box &&
      other.dtype === this.dtype &&
      other.size === this.size &&
      other.low.every((bound, i) => bound === this.low[i]) &&
      other.high.every((bound, i) => bound === this.high[i])
    );
  }
}

type Observed = Float32Array | Float64Array;

function isVector(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array;
}

function boundsOf(
  name: string,
  given: number | ArrayLike<number>,
  size: number,
  dtype: BoxDtype,
): Float64Array {
  if (typeof given !== "number" && given.length !== size) {
    throw new RangeError(`${name} has ${given.length} numbers; it must have ${size}`);
  }
  const bounds = typeof given === "number" ? new Float64Array(size).fill(given) : Float64Array.from(given);
  return dtype === "float32" ? bounds.map(Math.fround) : bounds;
}

function sampleBetween(low: number, high: number, generator: Xoshiro128): number {
  if (low > -Infinity && high < Infinity) return low + (high - low) * generator.uniform();
  if (low > -Infinity) return low - log(1 - generator.uniform());
  if (high < Infinity) return high + log(1 - generator.uniform());
  return generator.normal();
}
