import { expOfSum } from "./exp.ts";
import { binaryExponent, reducedMantissa } from "./log.ts";

/**
 * `base` to the power `exponent`, with the same bits in every engine: it uses only operations that IEEE 754 rounds
 * exactly. Error below 0.6 ulp for normal results; a result that a double holds exactly comes out exactly.
 *
 * Method: exp(exponent * ln|base|), the logarithm and the product being carried with some 68 bits, as the
 * exponential turns an absolute error of its argument into a relative one of the result. Some 100 ns.
 *
 * Special cases are ECMAScript's: NaN for a negative base with a fractional exponent, for an exponent of NaN, and
 * for a base of ±1 with an exponent of ±Infinity; 1 for an exponent of ±0, even if the base is NaN.
 */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (Number.isNaN(base) || Number.isNaN(exponent)) return NaN;
  const size = Math.abs(base);
  const odd = isOddInteger(exponent);
  const sign = odd && isNegative(base) ? -1 : 1;
  if (size === 0 || size === Infinity) return sign * ((size === 0) === exponent > 0 ? 0 : Infinity);
  if (Math.abs(exponent) === Infinity) return size === 1 ? NaN : size > 1 === exponent > 0 ? Infinity : 0;
  if (base < 0 && Math.floor(exponent) !== exponent) return NaN;
  if (exponent === 1) return base;
  return sign * powOfFinite(size, exponent);
}

/** As `pow` for a finite base > 0 and a finite exponent. */
function powOfFinite(base: number, exponent: number): number {
  logarithmInto(logarithm, base);
  const product = exponent * logarithm[0];
  if (product > 710) return Infinity;
  if (product < -746) return 0;
  const lost = lostInProduct(exponent, logarithm[0], product) + exponent * logarithm[1];
  const head = product + lost;
  return expOfSum(head, product - head + lost);
}

/** Scratch of `powOfFinite`. */
const logarithm = new Float64Array(2);

const LN2_HIGH = 0.6931471803691238; // 32 bits of ln 2, so that k * LN2_HIGH is exact
const LN2_LOW = 1.9082149292705877e-10; // ln 2 - LN2_HIGH
const THIRD_LOW = 1.850371707708594e-17; // 1/3 less the double nearest to it
const FIFTH_LOW = -1.1102230246251566e-17; // 1/5 less the double nearest to it

/**
 * ln x for a finite x > 0 into `out`, as a double and what it lacks, with a relative error of about 2^-68.
 * With x = 2^k m and s = (m - 1)/(m + 1): ln m = 2 s (1 + z/3 + z²/5 + z³ (1/7 + z/9 + …)) for z = s²; the last
 * bracket is below 2^-17, so that a plain double is enough for it.
 */
function logarithmInto(out: Float64Array, x: number): void {
  const k = binaryExponent(x);
  const m = reducedMantissa(x);
  const numerator = m - 1;
  const denominator = m + 1;
  const denominatorLow = m - (denominator - 1);
  const s = numerator / denominator;
  const quotient = s * denominator;
  const sLow =
    (numerator - quotient - lostInProduct(s, denominator, quotient) - s * denominatorLow) / denominator;
  const z = s * s;
  const zLow = lostInProduct(s, s, z) + 2 * s * sLow;

  const rest =
    1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21 + z * (1 / 23 + z * (1 / 25))))));
  const sevenths = z * (1 / 7 + z * (1 / 9 + z * (1 / 11 + z * rest)));
  let sum = 1 / 5 + sevenths;
  let sumLow = 1 / 5 - sum + sevenths + FIFTH_LOW;
  for (let step = 0; step < 2; step++) {
    const term = step === 0 ? 1 / 3 : 1;
    const termLow = step === 0 ? THIRD_LOW : 0;
    const product = sum * z;
    const productLow = lostInProduct(sum, z, product) + sum * zLow + sumLow * z;
    sum = term + product;
    sumLow = term - sum + product + productLow + termLow;
  }
  const head = 2 * s * sum;
  const tail = lostInProduct(2 * s, sum, head) + 2 * (s * sumLow + sLow * sum);

  const turns = k * LN2_HIGH;
  const total = turns + head;
  const totalLow = (turns === 0 ? 0 : turns - total + head) + tail + k * LN2_LOW;
  out[0] = total + totalLow;
  out[1] = total - out[0] + totalLow;
}

/** a b - product, exactly, for the rounded product of a and b, unless it overflows or underflows (Dekker). */
function lostInProduct(a: number, b: number, product: number): number {
  const aHigh = upperHalf(a);
  const bHigh = upperHalf(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** The upper 26 bits of x, rounded, so that x - upperHalf(x) has 26 too (Veltkamp). */
function upperHalf(x: number): number {
  const spread = 134217729 * x;
  return spread - (spread - x);
}

function isOddInteger(x: number): boolean {
  return Math.abs(x) % 2 === 1;
}

function isNegative(x: number): boolean {
  return x < 0 || Object.is(x, -0);
}
