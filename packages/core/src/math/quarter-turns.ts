import { powerOfTwo } from "./float-bits.ts";

/**
 * What `reduceToQuadrant` leaves: its argument less the quarter turns, in [-π/4, π/4], as a double at [0] and
 * what that double lacks at [1]. Overwritten at every call; a shared array because a hot path must not allocate.
 */
export const remainder = new Float64Array(2);

/**
 * Writes x - q π/2 to `remainder` for the nearest whole q and returns q modulo 4 (0 … 3), or -1 for ±Infinity
 * and NaN.
 *
 * Up to 2^20 in magnitude: Cody and Waite's subtraction, π/2 being held in three parts of 33 bits, whose products
 * with q are exact, and a fourth of 53. Beyond: whole-number arithmetic with as many bits of π as it takes.
 */
export function reduceToQuadrant(x: number): number {
  if (Math.abs(x) > 1048576) return reduceLarge(x);
  if (Number.isNaN(x)) return -1;
  const q = Math.floor(x * TWO_OVER_PI + 0.5);
  const a = x - q * HALF_PI_1; // exact, as q fits in 20 bits and x lies close to q π/2
  const b = a - q * HALF_PI_2;
  const bTail = lostInDifference(a, q * HALF_PI_2, b);
  const c = b - q * HALF_PI_3;
  const cTail = lostInDifference(b, q * HALF_PI_3, c);
  setRemainder(c, bTail + cTail - q * HALF_PI_4);
  return q & 3;
}

const TWO_OVER_PI = 0.6366197723675814;
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487111665e-21;
const HALF_PI_4 = 8.4784276603689e-32;

/** a - b - difference, exactly, for the rounded difference of a and b (Knuth's two-sum). */
function lostInDifference(a: number, b: number, difference: number): number {
  const bRounded = a - difference;
  const aRounded = difference + bRounded;
  return a - aRounded - (b - bRounded);
}

function setRemainder(head: number, tail: number): void {
  remainder[0] = head + tail;
  remainder[1] = head - remainder[0] + tail;
}

/** Bits after the binary point: enough that the largest double keeps 170 of them beside its 1024 of turns. */
const POINT = 1200n;

let halfPi = 0n;

/** As `reduceToQuadrant` for |x| > 2^20: about a microsecond. */
function reduceLarge(x: number): number {
  if (Math.abs(x) === Infinity) return -1;
  if (halfPi === 0n) halfPi = computeHalfPi();
  const whole = Math.trunc(x);
  const fixed = (BigInt(whole) << POINT) + BigInt((x - whole) * 4294967296) * (1n << (POINT - 32n));
  // BigInt division truncates towards zero; half a quarter turn on the side of x makes it the nearest.
  const half = halfPi / 2n;
  const q = (fixed + (x < 0 ? -half : half)) / halfPi;
  const rest = fixed - q * halfPi;
  const kept = rest >> (POINT - 400n); // all 1200 bits would overflow a double
  const head = Number(kept);
  setRemainder(head * powerOfTwo(-400), Number(kept - BigInt(head)) * powerOfTwo(-400));
  return Number(q & 3n);
}

/** π/2 with POINT bits after the binary point, by Machin's formula π/4 = 4 arctan(1/5) - arctan(1/239). */
function computeHalfPi(): bigint {
  const guard = 32n;
  const one = 1n << (POINT + guard);
  return (8n * arctanOfReciprocal(5n, one) - 2n * arctanOfReciprocal(239n, one)) >> guard;
}

/** arctan(1/n), where `one` stands for 1: the alternating series 1/n - 1/(3 n³) + 1/(5 n⁵) - … */
function arctanOfReciprocal(n: bigint, one: bigint): bigint {
  let power = one / n;
  let sum = power;
  for (let k = 3n, sign = -1n; power > 0n; k += 2n, sign = -sign) {
    power /= n * n;
    sum += (sign * power) / k;
  }
  return sum;
}
