import type { CovarianceForm } from "../manifolds/covariance-form.ts";
import { FixedNormalizer } from "../normalizers/fixed-normalizer.ts";
import { randomMixtureQ } from "../q-functions/random-mixture.case.ts";
import type { Xoshiro128 } from "../random/xoshiro128.ts";
import { GaussianPolicy } from "./gaussian-policy.ts";

/** A policy of `hillCount` random hills in wild units, with the ids 10, 11, …; and how to draw a state near them. */
export function randomPolicy(
  random: Xoshiro128,
  observationSize: number,
  actionCount: number,
  hillCount: number,
  form: CovarianceForm = "full",
) {
  const shape = { observationSize, actionCount, componentCount: Math.max(1, hillCount), factorCount: 2 };
  const mixture = randomMixtureQ(random, shape, "affine-invariant", form);
  mixture.liveCount = hillCount;
  const center = Float64Array.from({ length: observationSize }, () => 10 * random.normal());
  const scale = Float64Array.from({ length: observationSize }, () => 10 ** (2 * random.uniform() - 1));
  const policy = new GaussianPolicy({
    mixture,
    normalizer: new FixedNormalizer({ center, scale, rewardScale: 0.1 + 10 * random.uniform() }),
    identities: Array.from({ length: hillCount }, (_, k) => 10 + k),
  });
  const drawState = () => Array.from(center, (middle, i) => middle + 2 * scale[i] * random.normal());
  return { policy, drawState };
}

/** The same as agents that learn their scales have it: bounded, of a known range, and with a common value. */
export function boundedPolicy(...[random, ...sizes]: Parameters<typeof randomPolicy>) {
  const { policy, drawState } = randomPolicy(random, ...sizes);
  const document = policy.toJSON();
  const { center, scale } = document;
  return {
    policy: GaussianPolicy.fromJSON({
      ...document,
      limit: 0.7 + random.uniform(),
      commonValue: 10 * random.normal(),
      visited: {
        low: center.map((middle, i) => middle - scale[i]),
        high: center.map((middle, i) => middle + scale[i]),
      },
    }),
    drawState,
  };
}
