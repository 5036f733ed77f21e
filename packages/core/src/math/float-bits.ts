/**
 * The fields of an IEEE 754 double, read and written through one shared DataView, so that the byte order of
 * the machine never shows.
 */
const view = new DataView(new ArrayBuffer(8));

/** The sign, exponent and upper 20 mantissa bits of `x`, as a signed 32-bit integer. */
export function highWord(x: number): number {
  view.setFloat64(0, x);
  return view.getInt32(0);
}

/** `x` with its sign and exponent replaced by those of 1: the mantissa of a normal `x`, in [1, 2). */
export function mantissa(x: number): number {
  view.setFloat64(0, x);
  view.setInt32(0, (view.getInt32(0) & 0x000fffff) | 0x3ff00000);
  return view.getFloat64(0);
}

/** Two to the power `exponent`, exact, for an integer in [-1074, 1023]. */
export function powerOfTwo(exponent: number): number {
  return POWERS_OF_TWO[exponent + 1074];
}

const POWERS_OF_TWO = powersOfTwo();

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(1074 + 1024);
  powers[1074] = 1;
  for (let i = 1075; i < powers.length; i++) powers[i] = powers[i - 1] * 2;
  for (let i = 1073; i >= 0; i--) powers[i] = powers[i + 1] / 2;
  return powers;
}
