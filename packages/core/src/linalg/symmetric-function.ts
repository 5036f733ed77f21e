import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { eigenvaluesLieWithin } from "./eigenvalue-bounds.ts";
import { SymmetricEigen } from "./symmetric-eigen.ts";

/**
 * Functions of a symmetric matrix A = V Λ Vᵀ through its eigenvalues: f(A) = V f(Λ) Vᵀ, row-major. `out` may be A itself.
 * Owns its scratch space: one instance a caller.
 */
export class SymmetricFunction {
  readonly size: number;
  private readonly eigen: SymmetricEigen;
  private readonly scratch: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.eigen = new SymmetricEigen(size);
    this.scratch = new Float64Array(size * size);
  }

  /** The symmetric positive definite square root of a positive definite matrix. */
  squareRoot(out: Float64Array, outAt: number, matrix: Float64Array, matrixAt: number): void {
    this.apply(out, outAt, matrix, matrixAt, Math.sqrt);
  }

  /** The inverse of `squareRoot`. */
  inverseSquareRoot(out: Float64Array, outAt: number, matrix: Float64Array, matrixAt: number): void {
    this.apply(out, outAt, matrix, matrixAt, (eigenvalue) => 1 / Math.sqrt(eigenvalue));
  }

  /** The symmetric logarithm of a positive definite matrix. */
  logarithm(out: Float64Array, outAt: number, matrix: Float64Array, matrixAt: number): void {
    this.apply(out, outAt, matrix, matrixAt, log);
  }

  /** The exponential; `SymmetricExponential` is faster for small norms. */
  exponential(out: Float64Array, outAt: number, matrix: Float64Array, matrixAt: number): void {
    this.apply(out, outAt, matrix, matrixAt, exp);
  }

  /** out = V diag(f(λ)) Vᵀ. */
  apply(
    out: Float64Array,
    outAt: number,
    matrix: Float64Array,
    matrixAt: number,
    f: (eigenvalue: number) => number,
  ): void {
    const { eigen } = this;
    eigen.decompose(matrix, matrixAt);
    for (let i = 0; i < this.size; i++) eigen.values[i] = f(eigen.values[i]);
    this.compose(out, outAt);
  }

  /**
   * Moves the eigenvalues of the matrix at `at` into [minimum, maximum], in place. An eigenvalue counts as inside up to
   * 1e-9 of the bound, so that a bounded matrix is not bounded again; if all are, the matrix is left bit for bit alone.
   * Returns whether it moved.
   */
  boundEigenvalues(matrix: Float64Array, at: number, minimum: number, maximum: number): boolean {
    const lowest = minimum - 1e-9 * Math.abs(minimum);
    const highest = maximum + 1e-9 * Math.abs(maximum);
    if (eigenvaluesLieWithin(matrix, at, lowest, highest, this.scratch, this.size)) return false;
    const { values } = this.eigen;
    this.eigen.decompose(matrix, at);
    let moved = false;
    for (let i = 0; i < this.size; i++) {
      if (values[i] < lowest) {
        values[i] = minimum;
        moved = true;
      } else if (values[i] > highest) {
        values[i] = maximum;
        moved = true;
      }
    }
    if (moved) this.compose(matrix, at);
    return moved;
  }

  /** out = V diag(values) Vᵀ of the decomposition at hand. */
  private compose(out: Float64Array, outAt: number): void {
    const { size } = this;
    const { values, vectors } = this.eigen;
    for (let row = 0; row < size; row++) {
      for (let column = row; column < size; column++) {
        let sum = 0;
        for (let i = 0; i < size; i++) {
          sum += vectors[row * size + i] * values[i] * vectors[column * size + i];
        }
        out[outAt + row * size + column] = sum;
        out[outAt + column * size + row] = sum;
      }
    }
  }
}
