import { reduceToQuadrant, remainder } from "./quarter-turns.ts";

/**
 * The sine of `x` radians, with the same bits in every engine: it uses only operations that IEEE 754 rounds
 * exactly. Error below 0.8 ulp for every finite argument, however large.
 *
 * @returns sin x in [-1, 1]; ±0 for ±0; NaN for ±Infinity and NaN
 */
export function sin(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) return sinNearZero(x, 0);
  switch (reduceToQuadrant(x)) {
    case 0:
      return sinNearZero(remainder[0], remainder[1]);
    case 1:
      return cosNearZero(remainder[0], remainder[1]);
    case 2:
      return -sinNearZero(remainder[0], remainder[1]);
    case 3:
      return -cosNearZero(remainder[0], remainder[1]);
    default:
      return NaN;
  }
}

/**
 * The cosine of `x` radians, with the same bits in every engine. Error below 0.8 ulp for every finite argument.
 *
 * @returns cos x in [-1, 1]; NaN for ±Infinity and NaN
 */
export function cos(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) return cosNearZero(x, 0);
  switch (reduceToQuadrant(x)) {
    case 0:
      return cosNearZero(remainder[0], remainder[1]);
    case 1:
      return -sinNearZero(remainder[0], remainder[1]);
    case 2:
      return -cosNearZero(remainder[0], remainder[1]);
    case 3:
      return sinNearZero(remainder[0], remainder[1]);
    default:
      return NaN;
  }
}

const QUARTER_PI = 0.7853981633974483;

// 1/n!, each division rounded once.
const F4 = 1 / 24;
const F5 = 1 / 120;
const F6 = 1 / 720;
const F7 = 1 / 5040;
const F8 = 1 / 40320;
const F9 = 1 / 362880;
const F10 = 1 / 3628800;
const F11 = 1 / 39916800;
const F12 = 1 / 479001600;
const F13 = 1 / 6227020800;
const F14 = 1 / 87178291200;
const F15 = 1 / 1307674368000;
const F16 = 1 / 20922789888000;
const F17 = 1 / 355687428096000;

/** sin(x + tail) for |x| <= π/4 or a little more and a tail below half an ulp of x: nine terms of the series. */
function sinNearZero(x: number, tail: number): number {
  if (Math.abs(x) < 1e-8) return x; // also keeps the sign of zero
  const z = x * x;
  const cube = z * x;
  const p = F5 - z * (F7 - z * (F9 - z * (F11 - z * (F13 - z * (F15 - z * F17)))));
  return x - (cube / 6 - (cube * z * p + tail * (1 - 0.5 * z)));
}

/**
 * cos(x + tail), as above. The rounding error of 1 - z/2 is recovered and added to the rest of the series, as it
 * would otherwise cost half an ulp.
 */
function cosNearZero(x: number, tail: number): number {
  const z = x * x;
  const half = 0.5 * z;
  const head = 1 - half;
  const p = F4 - z * (F6 - z * (F8 - z * (F10 - z * (F12 - z * (F14 - z * F16)))));
  return head + (1 - head - half + (z * z * p - x * tail));
}
