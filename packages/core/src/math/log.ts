import { highWord, mantissa } from "./float-bits.ts";

/**
 * The natural logarithm, with the same bits in every engine: it uses only operations that IEEE 754 rounds
 * exactly. Error below 1 ulp.
 *
 * Method: x = 2^k m with m in [1/sqrt2, sqrt2]; with f = m - 1 and s = f/(2 + f),
 * log(1 + f) = 2 atanh(s) = f - f²/2 + s (f²/2 + R), where R is the series 2 s² (1/3 + s²/5 + s⁴/7 + …).
 * The leading f - f²/2 keeps the rounding error of s out of the result.
 *
 * @param x any number
 * @returns ln x; -Infinity for ±0, NaN for a negative number or NaN
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  const k = binaryExponent(x);
  const f = reducedMantissa(x) - 1;
  if (f === 0) return k * LN2_HIGH + k * LN2_LOW;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21)))));
  const even = z * (2 / 3 + w * (2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19 + w * (2 / 23))))));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + (odd + even)) + k * LN2_LOW) - f);
}

const LN2_HIGH = 0.6931471803691238; // 32 bits of ln 2, so that k * LN2_HIGH is exact
const LN2_LOW = 1.9082149292705877e-10; // ln 2 - LN2_HIGH

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_TO_54 = 18014398509481984;

/** The k of x = 2^k m with m in [1/sqrt2, sqrt2], for a finite x > 0, subnormals included. */
export function binaryExponent(x: number): number {
  if (x < SMALLEST_NORMAL) return binaryExponent(x * TWO_TO_54) - 54;
  const word = highWord(x);
  return (word >> 20) - 1023 + ((word & 0xfffff) >= ABOVE_ROOT_TWO ? 1 : 0);
}

/** The m of x = 2^k m with m in [1/sqrt2, sqrt2], for a finite x > 0, subnormals included. */
export function reducedMantissa(x: number): number {
  if (x < SMALLEST_NORMAL) return reducedMantissa(x * TWO_TO_54);
  const m = mantissa(x);
  return (highWord(x) & 0xfffff) >= ABOVE_ROOT_TWO ? m / 2 : m;
}

const ABOVE_ROOT_TWO = 0x6a09e; // the upper 20 mantissa bits of sqrt 2
