/** Jacobi methods converge quadratically: about six sweeps for any size used here. */
const MAXIMUM_SWEEPS = 40;
/** Spacing of floating-point numbers at 1. */
const EPSILON = 2.220446049250313e-16;

/**
 * Singular values of a square matrix A by Hestenes' one-sided Jacobi method: rotations V make the columns of A V orthogonal
 * (Golub & Van Loan, Matrix Computations, §8.6.3). It never forms AᵀA, whose condition number is squared. Owns its
 * scratch space: one instance a caller.
 */
export class SingularValueDecomposition {
  readonly size: number;
  /** Lengths of the columns of A V, in no particular order. */
  readonly values: Float64Array;
  /** A V, row-major: column i is the i-th left singular vector times its singular value. */
  readonly scaledLeft: Float64Array;
  /** V, row-major: column i is the i-th right singular vector. */
  readonly right: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.values = new Float64Array(size);
    this.scaledLeft = new Float64Array(size * size);
    this.right = new Float64Array(size * size);
  }

  /** Decomposes the row-major matrix at `matrixAt` into this object's arrays. */
  decompose(matrix: Float64Array, matrixAt: number): void {
    const { size, values, scaledLeft, right } = this;
    for (let i = 0; i < size * size; i++) scaledLeft[i] = matrix[matrixAt + i];
    right.fill(0);
    for (let i = 0; i < size; i++) right[i * size + i] = 1;

    let rotated = true;
    for (let sweep = 0; rotated && sweep < MAXIMUM_SWEEPS; sweep++) {
      rotated = false;
      for (let p = 0; p < size - 1; p++) {
        for (let q = p + 1; q < size; q++) {
          if (this.orthogonalize(p, q)) rotated = true;
        }
      }
    }
    for (let column = 0; column < size; column++) {
      let square = 0;
      for (let row = 0; row < size; row++) {
        const entry = scaledLeft[row * size + column];
        square += entry * entry;
      }
      values[column] = Math.sqrt(square);
    }
  }

  /** Rotates columns p and q of A V until they are orthogonal; false when they already are. */
  private orthogonalize(p: number, q: number): boolean {
    const { size, scaledLeft, right } = this;
    let pp = 0;
    let qq = 0;
    let pq = 0;
    for (let row = 0; row < size; row++) {
      const x = scaledLeft[row * size + p];
      const y = scaledLeft[row * size + q];
      pp += x * x;
      qq += y * y;
      pq += x * y;
    }
    // An inner product is known to `size` roundings. Written so that NaN stops the sweeps.
    if (!(Math.abs(pq) > size * EPSILON * Math.sqrt(pp) * Math.sqrt(qq))) return false;
    const cotangent = (qq - pp) / (2 * pq);
    const tangent = (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.sqrt(1 + cotangent * cotangent));
    const cosine = 1 / Math.sqrt(1 + tangent * tangent);
    const sine = tangent * cosine;
    for (let at = 0; at < size * size; at += size) {
      const x = scaledLeft[at + p];
      const y = scaledLeft[at + q];
      scaledLeft[at + p] = cosine * x - sine * y;
      scaledLeft[at + q] = sine * x + cosine * y;
      const v = right[at + p];
      const w = right[at + q];
      right[at + p] = cosine * v - sine * w;
      right[at + q] = sine * v + cosine * w;
    }
    return true;
  }
}
