/**
 * sign(ξ) max(0, |ξ| − threshold): the proximal step of threshold · |ξ| (Daubechies et al. 2004). What is not above the threshold
 * becomes exactly 0.
 */
export function softThreshold(number: number, threshold: number): number {
  // Written so that NaN stays to be seen.
  return Math.abs(number) <= threshold ? 0 : number - Math.sign(number) * threshold;
}
