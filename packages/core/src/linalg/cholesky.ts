/**
 * Lower triangular L with L Lᵀ = A for a symmetric size×size matrix of which only the lower triangle is read; the upper
 * triangle of `out` becomes zero. Returns false, with `out` half written, when A is not positive definite to rounding (or
 * not finite). `out` may be A itself.
 */
export function choleskyFactor(
  out: Float64Array,
  outAt: number,
  matrix: Float64Array,
  matrixAt: number,
  size: number,
): boolean {
  for (let row = 0; row < size; row++) {
    const rowAt = outAt + row * size;
    for (let column = 0; column <= row; column++) {
      const columnAt = outAt + column * size;
      let sum = matrix[matrixAt + row * size + column];
      for (let inner = 0; inner < column; inner++) sum -= out[rowAt + inner] * out[columnAt + inner];
      if (column < row) {
        out[rowAt + column] = sum / out[columnAt + column];
      } else {
        // Written so that NaN fails too.
        if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) return false;
        out[rowAt + row] = Math.sqrt(sum);
      }
    }
    out.fill(0, rowAt + row + 1, rowAt + size);
  }
  return true;
}

/** out = L⁻¹ of a lower triangular matrix, again lower triangular with zeros above. `out` must not overlap L. */
export function invertLower(
  out: Float64Array,
  outAt: number,
  lower: Float64Array,
  lowerAt: number,
  size: number,
): void {
  out.fill(0, outAt, outAt + size * size);
  for (let column = 0; column < size; column++) {
    out[outAt + column * size + column] = 1 / lower[lowerAt + column * size + column];
    for (let row = column + 1; row < size; row++) {
      let sum = 0;
      for (let inner = column; inner < row; inner++) {
        sum += lower[lowerAt + row * size + inner] * out[outAt + inner * size + column];
      }
      out[outAt + row * size + column] = -sum / lower[lowerAt + row * size + row];
    }
  }
}
