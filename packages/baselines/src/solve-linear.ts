/**
 * Solves A x = b by Gaussian elimination with partial pivoting: `b` becomes x, and `a` (size × size, row by row) is used up. Answers
 * false, with `b` half changed, where A is singular to rounding or not finite.
 */
export function solveLinear(a: Float64Array, b: Float64Array, size: number): boolean {
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(a[row * size + column]) > Math.abs(a[pivot * size + column])) pivot = row;
    }
    const head = a[pivot * size + column];
    // Written so that NaN fails too.
    if (!(Math.abs(head) > 0 && Math.abs(head) < Number.POSITIVE_INFINITY)) return false;
    if (pivot !== column) {
      for (let i = column; i < size; i++) {
        const held = a[column * size + i];
        a[column * size + i] = a[pivot * size + i];
        a[pivot * size + i] = held;
      }
      const held = b[column];
      b[column] = b[pivot];
      b[pivot] = held;
    }
    for (let row = column + 1; row < size; row++) {
      const factor = a[row * size + column] / head;
      if (factor === 0) continue;
      for (let i = column + 1; i < size; i++) a[row * size + i] -= factor * a[column * size + i];
      b[row] -= factor * b[column];
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = b[row];
    for (let i = row + 1; i < size; i++) sum -= a[row * size + i] * b[i];
    b[row] = sum / a[row * size + row];
  }
  return true;
}
