/**
 * Mean of importance_t · h(δ_t): h(δ) = δ² up to `threshold`, and 2κ|δ| − κ² beyond it (Huber with κ = threshold; Infinity
 * gives the squared loss of method §3).
 */
export function tdLoss(tdErrors: Float64Array, importance: Float64Array, threshold: number): number {
  let sum = 0;
  for (let t = 0; t < tdErrors.length; t++) {
    const size = Math.abs(tdErrors[t]);
    sum += importance[t] * (size <= threshold ? size * size : threshold * (2 * size - threshold));
  }
  return sum / tdErrors.length;
}

/** c_t = ∂L/∂Q(s_t, a_t) = 2·importance_t·clip(δ_t, ±threshold)/T. */
export function tdSlopes(
  out: Float64Array,
  tdErrors: Float64Array,
  importance: Float64Array,
  threshold: number,
): void {
  const factor = 2 / tdErrors.length;
  for (let t = 0; t < tdErrors.length; t++) {
    // Clipped inside the array: calls of Math.min, or a variable that may hold either number, are boxed by V8.
    out[t] = tdErrors[t];
    if (out[t] > threshold) out[t] = threshold;
    else if (out[t] < -threshold) out[t] = -threshold;
    out[t] *= factor * importance[t];
  }
}
