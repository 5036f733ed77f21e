/** A product of row-major size×size matrices; `out` must not overlap A or B. */
type MatrixProduct = (
  out: Float64Array,
  outAt: number,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  size: number,
) => void;

/** out = A B. */
export const multiply: MatrixProduct = (out, outAt, a, aAt, b, bAt, size) => {
  for (let row = 0; row < size; row++) {
    const rowAt = aAt + row * size;
    let column = 0;
    // Two columns at a time: a single sum would wait for its own last addition.
    for (; column + 1 < size; column += 2) {
      let first = 0;
      let second = 0;
      let columnAt = bAt + column;
      for (let inner = 0; inner < size; inner++) {
        const factor = a[rowAt + inner];
        first += factor * b[columnAt];
        second += factor * b[columnAt + 1];
        columnAt += size;
      }
      out[outAt + row * size + column] = first;
      out[outAt + row * size + column + 1] = second;
    }
    if (column < size) {
      let last = 0;
      for (let inner = 0; inner < size; inner++) last += a[rowAt + inner] * b[bAt + inner * size + column];
      out[outAt + row * size + column] = last;
    }
  }
};

/** out = A Bᵀ. */
export const multiplyTransposed: MatrixProduct = (out, outAt, a, aAt, b, bAt, size) => {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let inner = 0; inner < size; inner++) {
        sum += a[aAt + row * size + inner] * b[bAt + column * size + inner];
      }
      out[outAt + row * size + column] = sum;
    }
  }
};

/** out = Aᵀ B. */
export const transposedMultiply: MatrixProduct = (out, outAt, a, aAt, b, bAt, size) => {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let inner = 0; inner < size; inner++) {
        sum += a[aAt + inner * size + row] * b[bAt + inner * size + column];
      }
      out[outAt + row * size + column] = sum;
    }
  }
};

/**
 * out = A B for symmetric matrices that commute, whose product is therefore symmetric: the upper triangle is computed, the
 * lower one copied, so that `out` is symmetric to the last bit.
 */
export const multiplyCommuting: MatrixProduct = (out, outAt, a, aAt, b, bAt, size) => {
  for (let row = 0; row < size; row++) {
    const rowAt = aAt + row * size;
    for (let column = row; column < size; column++) {
      const columnAt = bAt + column * size;
      let sum = 0;
      for (let inner = 0; inner < size; inner++) sum += a[rowAt + inner] * b[columnAt + inner];
      out[outAt + row * size + column] = sum;
      out[outAt + column * size + row] = sum;
    }
  }
};

/** Sum of the products of corresponding entries: the Frobenius inner product of two stretches. */
export function dot(x: Float64Array, xAt: number, y: Float64Array, yAt: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += x[xAt + i] * y[yAt + i];
  return sum;
}

/** Writes the identity of `size` at `outAt`, times `factor`. */
export function scaledIdentity(out: Float64Array, outAt: number, size: number, factor: number): void {
  out.fill(0, outAt, outAt + size * size);
  for (let i = 0; i < size; i++) out[outAt + i * size + i] = factor;
}

/**
 * out = A B Aᵀ for a symmetric B, symmetric to the last bit; `product` is scratch of size² numbers. `out` may be
 * B but must not overlap A.
 */
export function congruence(
  out: Float64Array,
  outAt: number,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  product: Float64Array,
  size: number,
): void {
  multiply(product, 0, a, aAt, b, bAt, size);
  for (let row = 0; row < size; row++) {
    const rowAt = row * size;
    for (let column = row; column < size; column++) {
      const columnAt = aAt + column * size;
      let sum = 0;
      for (let inner = 0; inner < size; inner++) sum += product[rowAt + inner] * a[columnAt + inner];
      out[outAt + rowAt + column] = sum;
      out[outAt + column * size + row] = sum;
    }
  }
}
