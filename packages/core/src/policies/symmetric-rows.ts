/** A symmetric matrix as its rows; a diagonal one as a single row, its diagonal, however large it is. */
export type SymmetricRows = readonly (readonly number[])[];

/** The product with a vector. */
export function productWith(matrix: SymmetricRows, vector: ArrayLike<number>): number[] {
  if (matrix.length === 1) return matrix[0].map((entry, i) => entry * vector[i]);
  return matrix.map((row) => row.reduce((sum, entry, j) => sum + entry * vector[j], 0));
}
