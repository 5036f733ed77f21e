/** Numbers in the packed upper triangle of a symmetric `size`×`size` matrix. */
export function packedLength(size: number): number {
  return (size * (size + 1)) / 2;
}

/** Full row-major symmetric matrix from its packed upper triangle (row by row). */
export function unpackSymmetric(
  out: Float64Array,
  outAt: number,
  packed: Float64Array,
  packedAt: number,
  size: number,
): void {
  let next = packedAt;
  for (let row = 0; row < size; row++) {
    for (let column = row; column < size; column++) {
      const value = packed[next++];
      out[outAt + row * size + column] = value;
      out[outAt + column * size + row] = value;
    }
  }
}

/** Packs a full symmetric matrix as the coefficients of its quadratic form: off-diagonal entries doubled. */
export function packQuadraticForm(
  out: Float64Array,
  outAt: number,
  matrix: Float64Array,
  matrixAt: number,
  size: number,
): void {
  let next = outAt;
  for (let row = 0; row < size; row++) {
    out[next++] = matrix[matrixAt + row * size + row];
    for (let column = row + 1; column < size; column++) {
      out[next++] = matrix[matrixAt + row * size + column] + matrix[matrixAt + column * size + row];
    }
  }
}

/** Full row-major symmetric matrix from quadratic-form coefficients: the inverse of `packQuadraticForm`. */
export function unpackQuadraticForm(
  out: Float64Array,
  outAt: number,
  packed: ArrayLike<number>,
  packedAt: number,
  size: number,
): void {
  let next = packedAt;
  for (let row = 0; row < size; row++) {
    out[outAt + row * size + row] = packed[next++];
    for (let column = row + 1; column < size; column++) {
      const half = packed[next++] / 2;
      out[outAt + row * size + column] = half;
      out[outAt + column * size + row] = half;
    }
  }
}
