/** Root mean square of the TD errors of a sample whose targets come from the same Q-function: how far Q is from T Q. */
export function bellmanResidual(tdErrors: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < tdErrors.length; t++) sum += tdErrors[t] * tdErrors[t];
  return Math.sqrt(sum / tdErrors.length);
}
