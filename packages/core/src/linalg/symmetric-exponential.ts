import { dot, multiplyCommuting } from "./matrix.ts";

/** Norm up to which a Taylor polynomial of degree 4 is exact to rounding: (2⁻¹⁰)⁵/5! ≈ 7e-18. */
const DEGREE_4_NORM = 1 / 1024;
/** Norm up to which a Taylor polynomial of degree 8 is exact to rounding: (2⁻⁴)⁹/9! ≈ 4e-17. */
const DEGREE_8_NORM = 1 / 16;

/**
 * exp(X) of a small symmetric matrix by scaling and squaring: X/2^s until its Frobenius norm is at most 2⁻⁴, a Taylor
 * polynomial of degree 8, then s squarings. A learner's step has norm ≈ 1e-3, where degree 4 and two products suffice.
 * Every factor is a polynomial in X, so products commute and only their upper triangles are computed. Owns its scratch
 * space: one instance a caller.
 */
export class SymmetricExponential {
  readonly size: number;
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private readonly third: Float64Array;
  private readonly fourth: Float64Array;
  private readonly result: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.first = new Float64Array(size * size);
    this.second = new Float64Array(size * size);
    this.third = new Float64Array(size * size);
    this.fourth = new Float64Array(size * size);
    this.result = new Float64Array(size * size);
  }

  /** The exponential of `factor`·X, row-major; the array is reused by the next call. Not finite if X is not. */
  of(x: Float64Array, xAt: number, factor: number): Float64Array {
    const { size, first, result } = this;
    const norm = Math.abs(factor) * Math.sqrt(dot(x, xAt, x, xAt, size * size));
    if (!(norm < Number.POSITIVE_INFINITY)) return result.fill(Number.NaN);
    let squarings = 0;
    let scale = factor;
    for (let remaining = norm; remaining > DEGREE_8_NORM; remaining /= 2) {
      squarings++;
      scale /= 2;
    }
    for (let i = 0; i < size * size; i++) first[i] = scale * x[xAt + i];
    if (norm <= DEGREE_4_NORM) this.taylor4();
    else this.taylor8();
    for (let i = 0; i < squarings; i++) {
      first.set(result);
      multiplyCommuting(result, 0, first, 0, first, 0, size);
    }
    return result;
  }

  /** result = I + X + X²(I/2 + X/6 + X²/24). */
  private taylor4(): void {
    const { size, first, second, third, result } = this;
    multiplyCommuting(second, 0, first, 0, first, 0, size);
    for (let i = 0; i < size * size; i++) third[i] = first[i] * (1 / 6) + second[i] * (1 / 24);
    for (let i = 0; i < size; i++) third[i * size + i] += 1 / 2;
    multiplyCommuting(result, 0, second, 0, third, 0, size);
    for (let i = 0; i < size * size; i++) result[i] += first[i];
    for (let i = 0; i < size; i++) result[i * size + i] += 1;
  }

  /** result = I + X + X²/2 + X³/6 + X⁴(I/24 + X/120 + X²/720 + X³/5040 + X⁴/40320). */
  private taylor8(): void {
    const { size, first, second, third, fourth, result } = this;
    multiplyCommuting(second, 0, first, 0, first, 0, size);
    multiplyCommuting(third, 0, first, 0, second, 0, size);
    multiplyCommuting(fourth, 0, second, 0, second, 0, size);
    for (let i = 0; i < size * size; i++) {
      const cofactor =
        first[i] * (1 / 120) + second[i] * (1 / 720) + third[i] * (1 / 5040) + fourth[i] * (1 / 40320);
      first[i] += second[i] / 2 + third[i] * (1 / 6);
      third[i] = cofactor;
    }
    for (let i = 0; i < size; i++) third[i * size + i] += 1 / 24;
    multiplyCommuting(result, 0, fourth, 0, third, 0, size);
    for (let i = 0; i < size * size; i++) result[i] += first[i];
    for (let i = 0; i < size; i++) result[i * size + i] += 1;
  }
}
