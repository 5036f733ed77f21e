import { CommonValue } from "./common-value.ts";
import { standardize } from "./fixed-normalizer.ts";
import type { Normalizer } from "./normalizer.ts";
import { ObservationStatistics } from "./observation-statistics.ts";
import { RewardStatistics } from "./reward-statistics.ts";

/** Renewal when the step count has grown by this share since the last one, … */
const RENEWAL_GROWTH = 1.1;
/** … and at least after so many steps. */
const LONGEST_REST = 10_000;

/** Where the number of steps counted stands, the one at which the next renewal is due, and the scale of rewards. */
const Numbers = { steps: 0, renewal: 1, rewardScale: 2 } as const;

/** What a normaliser is told of a step. */
interface ObservedStep {
  readonly observation: ArrayLike<number>;
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/** What a normaliser that learns online goes by. */
export interface OnlineNormalizerOptions {
  /** Whether centre and scale of the observations are learned, or keep what is given. */
  observations: boolean;
  /** Whether the scale of the rewards is. */
  rewards: boolean;
  /** Whether there are states where no hill has a say, so that b is to be learned; else it is 0. */
  hasUnknown: boolean;
  /** α: what a reward one step later counts. */
  discountFactor: number;
  /** Number of the first step at which scales are taken from what was seen. */
  firstRenewal: number;
  /** Where normalised observations are bounded, if their scale is learned; the greatest number: nowhere. */
  limit: number;
  /** Centre and scale while, or where, observations are not normalised online. */
  center?: ArrayLike<number> | undefined;
  scale?: ArrayLike<number> | undefined;
}

/**
 * Online normalisation of observations and rewards: statistics over all steps so far, applied in renewals whose distance
 * grows with the step count. The Q-function's own numbers stay as they are at a renewal of the observation scale: its hills
 * dilate with the visited region.
 */
export class OnlineNormalizer implements Normalizer {
  readonly limit: number;
  private readonly observationStatistics: ObservationStatistics;
  private readonly rewardStatistics = new RewardStatistics();
  private readonly common: CommonValue;
  private readonly options: OnlineNormalizerOptions;
  private readonly numbers: Float64Array;

  constructor(observationSize: number, options: OnlineNormalizerOptions) {
    const { observations, limit, discountFactor, firstRenewal, center, scale } = options;
    this.options = options;
    this.limit = observations && limit < Number.MAX_VALUE ? limit : Number.POSITIVE_INFINITY;
    this.observationStatistics = new ObservationStatistics(observationSize);
    if (center) this.observationStatistics.center.set(center);
    if (scale) this.observationStatistics.scale.set(scale);
    this.common = new CommonValue(discountFactor);
    this.numbers = new Float64Array([0, firstRenewal, 1]);
  }

  get center(): Float64Array {
    return this.observationStatistics.center;
  }

  get scale(): Float64Array {
    return this.observationStatistics.scale;
  }

  get low(): Float64Array {
    return this.observationStatistics.low;
  }

  get high(): Float64Array {
    return this.observationStatistics.high;
  }

  get rewardScale(): number {
    return this.numbers[Numbers.rewardScale];
  }

  get commonValue(): number {
    return this.common.value;
  }

  /** Counts one step; what of its reward is to be learned from: one far from all others is bounded. */
  observe({ observation, reward, terminated, truncated }: ObservedStep): number {
    const { observations, rewards } = this.options;
    this.observationStatistics.observe(observation);
    const believed = rewards ? this.rewardStatistics.observe(reward) : reward;
    this.common.observe(terminated, truncated);
    const { numbers } = this;
    numbers[Numbers.steps]++;
    if (numbers[Numbers.steps] < numbers[Numbers.renewal]) return believed;
    const steps = numbers[Numbers.steps];
    numbers[Numbers.renewal] = Math.min(steps * RENEWAL_GROWTH, steps + LONGEST_REST);
    if (observations) this.observationStatistics.renew();
    if (rewards) this.renewRewards();
    return believed;
  }

  normalize(out: Float64Array, outAt: number, observation: ArrayLike<number>, observationAt: number): void {
    standardize(out, outAt, observation, observationAt, this);
  }

  state() {
    return {
      observations: this.observationStatistics.state(),
      rewards: this.rewardStatistics.state(),
      common: this.common.state(),
      renewal: { numbers: this.numbers },
    };
  }

  /** Scale ← root mean square about the reward that b is worth; it stays as it was while every reward was 0. */
  private renewRewards(): void {
    const { rewardStatistics, common, numbers } = this;
    rewardStatistics.settle();
    const { mean, deviation } = rewardStatistics;
    if (this.options.hasUnknown) common.renew(mean, deviation);
    const distance = mean - common.reward;
    const size = Math.sqrt(deviation * deviation + distance * distance);
    if (size > 0) numbers[Numbers.rewardScale] = size;
  }
}
