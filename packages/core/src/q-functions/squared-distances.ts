/**
 * out[outAt + t] = dᵀ P d with d = s_t − m, for `count` observations and one component: its mean stands at `meanAt`, the
 * `formLength` coefficients of its quadratic form (packed, off-diagonals doubled; the diagonal where there are only D) at
 * `formAt`. Written out for D ≤ 4, where loops over D would take three times as long as the arithmetic.
 */
export function squaredDistances(
  out: Float64Array,
  outAt: number,
  observations: Float64Array,
  count: number,
  size: number,
  means: Float64Array,
  meanAt: number,
  forms: Float64Array,
  formAt: number,
  formLength: number,
): void {
  if (formLength === size) alongAxes(out, outAt, observations, count, size, means, meanAt, forms, formAt);
  else if (size === 2) inTwoDimensions(out, outAt, observations, count, means, meanAt, forms, formAt);
  else if (size === 3) inThreeDimensions(out, outAt, observations, count, means, meanAt, forms, formAt);
  else if (size === 4) inFourDimensions(out, outAt, observations, count, means, meanAt, forms, formAt);
  else inAnyDimension(out, outAt, observations, count, size, means, meanAt, forms, formAt);
}

/** Σ_i p_i d_i², which in one dimension is every form. */
function alongAxes(
  out: Float64Array,
  outAt: number,
  observations: Float64Array,
  count: number,
  size: number,
  means: Float64Array,
  meanAt: number,
  forms: Float64Array,
  formAt: number,
): void {
  for (let t = 0; t < count; t++) {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const d = observations[t * size + i] - means[meanAt + i];
      sum += forms[formAt + i] * d * d;
    }
    out[outAt + t] = sum;
  }
}

function inTwoDimensions(
  out: Float64Array,
  outAt: number,
  observations: Float64Array,
  count: number,
  means: Float64Array,
  meanAt: number,
  forms: Float64Array,
  formAt: number,
): void {
  const xx = forms[formAt];
  const xy = forms[formAt + 1];
  const yy = forms[formAt + 2];
  for (let t = 0; t < count; t++) {
    const x = observations[2 * t] - means[meanAt];
    const y = observations[2 * t + 1] - means[meanAt + 1];
    out[outAt + t] = x * (xx * x + xy * y) + yy * y * y;
  }
}

function inThreeDimensions(
  out: Float64Array,
  outAt: number,
  observations: Float64Array,
  count: number,
  means: Float64Array,
  meanAt: number,
  forms: Float64Array,
  formAt: number,
): void {
  const xx = forms[formAt];
  const xy = forms[formAt + 1];
  const xz = forms[formAt + 2];
  const yy = forms[formAt + 3];
  const yz = forms[formAt + 4];
  const zz = forms[formAt + 5];
  for (let t = 0; t < count; t++) {
    const x = observations[3 * t] - means[meanAt];
    const y = observations[3 * t + 1] - means[meanAt + 1];
    const z = observations[3 * t + 2] - means[meanAt + 2];
    out[outAt + t] = x * (xx * x + xy * y + xz * z) + y * (yy * y + yz * z) + zz * z * z;
  }
}

function inFourDimensions(
  out: Float64Array,
  outAt: number,
  observations: Float64Array,
  count: number,
  means: Float64Array,
  meanAt: number,
  forms: Float64Array,
  formAt: number,
): void {
  const xx = forms[formAt];
  const xy = forms[formAt + 1];
  const xz = forms[formAt + 2];
  const xw = forms[formAt + 3];
  const yy = forms[formAt + 4];
  const yz = forms[formAt + 5];
  const yw = forms[formAt + 6];
  const zz = forms[formAt + 7];
  const zw = forms[formAt + 8];
  const ww = forms[formAt + 9];
  for (let t = 0; t < count; t++) {
    const x = observations[4 * t] - means[meanAt];
    const y = observations[4 * t + 1] - means[meanAt + 1];
    const z = observations[4 * t + 2] - means[meanAt + 2];
    const w = observations[4 * t + 3] - means[meanAt + 3];
    out[outAt + t] =
      x * (xx * x + xy * y + xz * z + xw * w) +
      y * (yy * y + yz * z + yw * w) +
      z * (zz * z + zw * w) +
      ww * w * w;
  }
}

function inAnyDimension(
  out: Float64Array,
  outAt: number,
  observations: Float64Array,
  count: number,
  size: number,
  means: Float64Array,
  meanAt: number,
  forms: Float64Array,
  formAt: number,
): void {
  out.fill(0, outAt, outAt + count);
  let next = formAt;
  for (let row = 0; row < size; row++) {
    const rowMean = means[meanAt + row];
    for (let column = row; column < size; column++) {
      const coefficient = forms[next++];
      const columnMean = means[meanAt + column];
      for (let t = 0; t < count; t++) {
        const at = t * size;
        out[outAt + t] +=
          coefficient * (observations[at + row] - rowMean) * (observations[at + column] - columnMean);
      }
    }
  }
}
