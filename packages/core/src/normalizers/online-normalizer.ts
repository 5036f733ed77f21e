import { standardize } from "./fixed-normalizer.ts";
import type { Normalizer } from "./normalizer.ts";
import { ObservationStatistics } from "./observation-statistics.ts";
import { RewardStatistics } from "./reward-statistics.ts";

/** Renewal when the step count has grown by this share since the last one. */
const RENEWAL_GROWTH = 1.1;

/** Where the number of steps counted stands, and the one at which the next renewal is due. */
const Cursor = { steps: 0, renewal: 1 } as const;

/** Which of the two are learned online; what is not keeps the centre and scale it is given. */
export interface OnlineNormalizerOptions {
  observations: boolean;
  rewards: boolean;
  /** Number of the first step at which scales are taken from what was seen. */
  firstRenewal: number;
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
  private readonly observationStatistics: ObservationStatistics;
  private readonly rewardStatistics = new RewardStatistics();
  private readonly options: OnlineNormalizerOptions;
  private readonly cursor: Float64Array;

  constructor(observationSize: number, options: OnlineNormalizerOptions) {
    this.options = options;
    this.observationStatistics = new ObservationStatistics(observationSize);
    if (options.center) this.observationStatistics.center.set(options.center);
    if (options.scale) this.observationStatistics.scale.set(options.scale);
    this.cursor = new Float64Array([0, options.firstRenewal]);
  }

  get center(): Float64Array {
    return this.observationStatistics.center;
  }

  get scale(): Float64Array {
    return this.observationStatistics.scale;
  }

  get rewardScale(): number {
    return this.rewardStatistics.scale;
  }

  /** Counts one step; true when scales were renewed at it. */
  observe(observation: ArrayLike<number>, reward: number): boolean {
    if (this.options.observations) this.observationStatistics.observe(observation);
    if (this.options.rewards) this.rewardStatistics.observe(reward);
    const { cursor } = this;
    cursor[Cursor.steps]++;
    if (cursor[Cursor.steps] < cursor[Cursor.renewal]) return false;
    cursor[Cursor.renewal] = cursor[Cursor.steps] * RENEWAL_GROWTH;
    if (this.options.observations) this.observationStatistics.renew();
    if (this.options.rewards) this.rewardStatistics.renew();
    return true;
  }

  normalize(out: Float64Array, outAt: number, observation: ArrayLike<number>, observationAt: number): void {
    standardize(out, outAt, observation, observationAt, this.center, this.scale);
  }

  state(): Record<string, Record<string, Float64Array>> {
    return {
      observations: this.observationStatistics.state(),
      rewards: this.rewardStatistics.state(),
      renewal: { cursor: this.cursor },
    };
  }
}
