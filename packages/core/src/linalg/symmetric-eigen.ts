/** Jacobi's method converges quadratically: about six sweeps for any size used here. */
const MAXIMUM_SWEEPS = 40;
/** Half the spacing of floating-point numbers at 1. */
const ROUNDING = 1.2e-16;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by the cyclic Jacobi method (Golub & Van Loan, Matrix
 * Computations, §8.5). Owns its scratch space: one instance a caller.
 */
export class SymmetricEigen {
  readonly size: number;
  /** Eigenvalues, descending. */
  readonly values: Float64Array;
  /** V, row-major: column i is the unit eigenvector of `values[i]`. */
  readonly vectors: Float64Array;
  private readonly matrix: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.values = new Float64Array(size);
    this.vectors = new Float64Array(size * size);
    this.matrix = new Float64Array(size * size);
  }

  /** Decomposes the row-major matrix at `sourceAt`, taken as symmetric, into this object's arrays. */
  decompose(source: Float64Array, sourceAt: number): void {
    const { size, values, vectors, matrix } = this;
    for (let i = 0; i < size * size; i++) matrix[i] = source[sourceAt + i];
    vectors.fill(0);
    for (let i = 0; i < size; i++) vectors[i * size + i] = 1;

    let rotated = true;
    for (let sweep = 0; rotated && sweep < MAXIMUM_SWEEPS; sweep++) {
      rotated = false;
      for (let p = 0; p < size - 1; p++) {
        for (let q = p + 1; q < size; q++) {
          if (this.annihilate(p, q)) rotated = true;
        }
      }
    }
    for (let i = 0; i < size; i++) values[i] = matrix[i * size + i];
    this.sort();
  }

  /** Rotates rows and columns p and q until entry (p, q) is zero; false when it is negligible. */
  private annihilate(p: number, q: number): boolean {
    const { size, vectors, matrix } = this;
    const pp = matrix[p * size + p];
    const qq = matrix[q * size + q];
    const pq = matrix[p * size + q];
    // Relative to the diagonal entries, so that the small eigenvalues of a graded positive definite matrix keep their
    // digits. Written so that NaN stops the sweeps.
    if (!(Math.abs(pq) > ROUNDING * Math.sqrt(Math.abs(pp)) * Math.sqrt(Math.abs(qq)))) return false;
    const cotangent = (qq - pp) / (2 * pq);
    const tangent = (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.sqrt(1 + cotangent * cotangent));
    const cosine = 1 / Math.sqrt(1 + tangent * tangent);
    const sine = tangent * cosine;
    for (let i = 0; i < size; i++) {
      if (i !== p && i !== q) {
        const x = matrix[i * size + p];
        const y = matrix[i * size + q];
        matrix[i * size + p] = matrix[p * size + i] = cosine * x - sine * y;
        matrix[i * size + q] = matrix[q * size + i] = sine * x + cosine * y;
      }
      const v = vectors[i * size + p];
      const w = vectors[i * size + q];
      vectors[i * size + p] = cosine * v - sine * w;
      vectors[i * size + q] = sine * v + cosine * w;
    }
    matrix[p * size + p] = pp - tangent * pq;
    matrix[q * size + q] = qq + tangent * pq;
    matrix[p * size + q] = matrix[q * size + p] = 0;
    return true;
  }

  /** Insertion sort of the eigenpairs, largest eigenvalue first. */
  private sort(): void {
    const { size, values, vectors } = this;
    for (let i = 1; i < size; i++) {
      for (let j = i; j > 0 && values[j] > values[j - 1]; j--) {
        const value = values[j];
        values[j] = values[j - 1];
        values[j - 1] = value;
        for (let at = 0; at < size * size; at += size) {
          const entry = vectors[at + j];
          vectors[at + j] = vectors[at + j - 1];
          vectors[at + j - 1] = entry;
        }
      }
    }
  }
}
