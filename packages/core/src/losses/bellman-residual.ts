/** Root mean square of the TD errors of a sample with their targets: how far Q is from what it is learned towards. */
export function bellmanResidual(tdErrors: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < tdErrors.length; t++) sum += tdErrors[t] * tdErrors[t];
  return Math.sqrt(sum / tdErrors.length);
}
