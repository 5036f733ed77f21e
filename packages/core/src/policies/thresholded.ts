import { GaussianPolicy } from "./gaussian-policy.ts";

/**
 * What is left of a policy when every weight smaller than `share` (0 … 1) of the greatest counts as 0, and a hill without a weight
 * is dropped: how the parameters of a trained mixture are counted by thresholding. The policy itself stays as it is.
 */
export function thresholded(policy: GaussianPolicy, share: number): GaussianPolicy {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share is ${share}; it must be from 0 to 1`);
  const document = policy.toJSON();
  const greatest = Math.max(0, ...document.hills.flatMap(({ weights }) => weights.map(Math.abs)));
  const hills = document.hills
    .map((hill) => ({
      ...hill,
      weights: hill.weights.map((weight) => (Math.abs(weight) < share * greatest ? 0 : weight)),
    }))
    .filter(({ weights }) => weights.some((weight) => weight !== 0));
  return GaussianPolicy.fromJSON({ ...document, hills });
}
