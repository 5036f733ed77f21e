import { powerOfTwo } from "./float-bits.ts";

/**
 * The exponential function, with the same bits in every engine: it uses only operations that IEEE 754 rounds
 * exactly. Error below 0.51 ulp for normal results.
 *
 * Method: x = (128 k + i) ln2/128 + r with |r| <= ln2/256, so exp(x) = 2^k * 2^(i/128) * exp(r), where the
 * middle factor comes from a table (held as a sum of two doubles) and the last one is five terms of its series.
 *
 * @param x any number
 * @returns e^x; 0 below about -745.13, Infinity above about 709.78, NaN for NaN
 */
export function exp(x: number): number {
  if (!(x >= -708 && x <= 709)) return expOfSum(x, 0);
  const n = Math.floor(x * STEPS_PER_UNIT + 0.5) | 0;
  return powerOfTwo(n >> 7) * expOfFraction(n & 127, x - n * STEP_HIGH - n * STEP_LOW);
}

/**
 * exp(x + tail) for a `tail` that is too small to show in `x` itself: |tail| <= 1e-10 or so. `pow` needs those
 * extra bits of its exponent. The scaling is done in two steps, as 2^k alone may overflow where the result does
 * not, and the result may be subnormal.
 */
export function expOfSum(x: number, tail: number): number {
  // One branch: a parameter that is returned as it came makes V8 box the result of every call of `exp`.
  if (!(x >= -745.2 && x <= 709.8)) return x < 0 ? 0 : x * Infinity;
  const n = Math.floor(x * STEPS_PER_UNIT + 0.5) | 0;
  const exponent = n >> 7;
  const half = exponent > 0 ? 512 : -512;
  const fraction = expOfFraction(n & 127, x - n * STEP_HIGH - n * STEP_LOW + tail);
  return fraction * powerOfTwo(half) * powerOfTwo(exponent - half);
}

const LN2_HIGH = 0.6931471803691238; // 32 bits of ln 2, so that n * LN2_HIGH is exact for |n| < 2^20
const LN2_LOW = 1.9082149292705877e-10; // ln 2 - LN2_HIGH
const STEPS_PER_UNIT = 184.6649652337873; // 128 / ln 2
const STEP_HIGH = LN2_HIGH / 128;
const STEP_LOW = LN2_LOW / 128;

/** 2^(i/128) exp(r), in [1, 2) but for rounding. */
function expOfFraction(i: number, r: number): number {
  const root = ROOTS_OF_TWO[2 * i];
  const square = r * r;
  const growth = r + square * (1 / 2 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
  return root + (ROOTS_OF_TWO[2 * i + 1] + root * growth);
}

const ROOTS_OF_TWO = rootsOfTwo();

/**
 * 2^(i/128) for i = 0 … 127, each as a double and the double nearest to what that one lacks, at [2 i, 2 i + 1].
 * Taken from integer square roots with 200 bits after the point: nothing to mistype, the same in every engine.
 */
function rootsOfTwo(): Float64Array {
  const point = 200n;
  let step = 2n << point;
  for (let halvings = 0; halvings < 7; halvings++) step = integerSquareRoot(step << point);
  const table = new Float64Array(256);
  let root = 1n << point;
  for (let i = 0; i < 128; i++) {
    const bits = root >> (point - 52n);
    const remainder = root - (bits << (point - 52n));
    const roundUp = remainder >> (point - 53n);
    table[2 * i] = Number(bits + roundUp) * powerOfTwo(-52);
    table[2 * i + 1] = Number(remainder - (roundUp << (point - 52n))) * powerOfTwo(-200);
    root = (root * step) >> point;
  }
  return table;
}

/** The largest integer whose square is at most `n`, for n >= 1: Newton's iteration from above. */
function integerSquareRoot(n: bigint): bigint {
  let root = n;
  for (let next = (root + 1n) >> 1n; next < root; next = (root + n / root) >> 1n) root = next;
  return root;
}
