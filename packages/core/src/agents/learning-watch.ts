import type { StateTree } from "../checkpoint.ts";
import type { HealthEvent, Signature } from "./health.ts";

/** Steps from one judgement to the next. */
const WINDOW = 5000;
/** Steps whose mean reward counts as one measurement where nothing ends by itself. */
const CHUNK = 250;
/** Fewer measurements than these, on either side, say nothing. */
const FEWEST = 5;
/** Standard errors by which what is earned must have risen. */
const ERRORS = 2;
/** Share of rewards that equal the one before them, from which on they tell nothing. */
const SAME_SHARE = 0.9;

/** Where count, mean and sum of squared deviations of measurements stand. */
const Sample = { count: 0, mean: 1, squares: 2, length: 3 } as const;
/** What stands where: four samples, then what is going on. */
const Numbers = {
  earlyReturns: 0,
  earlyRewards: Sample.length,
  lateReturns: 2 * Sample.length,
  lateRewards: 3 * Sample.length,
  steps: 4 * Sample.length,
  episodicReturn: 4 * Sample.length + 1,
  chunkReward: 4 * Sample.length + 2,
  lastReward: 4 * Sample.length + 3,
  sameRewards: 4 * Sample.length + 4,
  ended: 4 * Sample.length + 5,
  everEnded: 4 * Sample.length + 6,
  cutOff: 4 * Sample.length + 7,
  least: 4 * Sample.length + 8,
  greatest: 4 * Sample.length + 9,
  count: 4 * Sample.length + 10,
} as const;

/** What of a step is watched. */
interface WatchedStep {
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/**
 * Watches whether what is earned rises: what a policy earns that still explores, against what it earned while it acted mostly at
 * random. Per episode where episodes end by themselves, per step where they do not.
 */
export class LearningWatch {
  static readonly signatures: readonly Signature[] = ["not-learning"];
  private readonly randomSteps: number;
  private readonly settledStep: number;
  private readonly numbers = new Float64Array(Numbers.count);

  /** `randomSteps`: how many steps are mostly random; `settledStep`: from which on the policy should have learned. */
  constructor(randomSteps: number, settledStep: number) {
    this.randomSteps = randomSteps;
    this.settledStep = settledStep;
    this.numbers[Numbers.lastReward] = Number.NaN;
    this.numbers[Numbers.least] = Number.POSITIVE_INFINITY;
    this.numbers[Numbers.greatest] = Number.NEGATIVE_INFINITY;
  }

  /** Counts one step. At the end of every window what it was a sign of, if of anything; undefined before. */
  follow({ reward, terminated, truncated }: WatchedStep): Omit<HealthEvent, "step">[] | undefined {
    const { numbers } = this;
    const isEarly = numbers[Numbers.steps] < this.randomSteps;
    numbers[Numbers.steps]++;
    const step = numbers[Numbers.steps];
    if (reward === numbers[Numbers.lastReward]) numbers[Numbers.sameRewards]++;
    numbers[Numbers.lastReward] = reward;
    numbers[Numbers.least] = Math.min(numbers[Numbers.least], reward);
    numbers[Numbers.greatest] = Math.max(numbers[Numbers.greatest], reward);
    numbers[Numbers.chunkReward] += reward / CHUNK;
    numbers[Numbers.episodicReturn] += reward;
    if (terminated) {
      numbers[Numbers.ended]++;
      numbers[Numbers.everEnded] = 1;
    } else if (truncated) numbers[Numbers.cutOff]++;
    if (step % CHUNK === 0) {
      this.add(isEarly ? Numbers.earlyRewards : Numbers.lateRewards, numbers[Numbers.chunkReward]);
      numbers[Numbers.chunkReward] = 0;
    }
    if (terminated || truncated) {
      this.add(isEarly ? Numbers.earlyReturns : Numbers.lateReturns, numbers[Numbers.episodicReturn]);
      numbers[Numbers.episodicReturn] = 0;
    }
    return step % WINDOW === 0 ? this.judge(step) : undefined;
  }

  state(): StateTree {
    return { numbers: this.numbers };
  }

  private judge(step: number): Omit<HealthEvent, "step">[] {
    const detail = step - WINDOW < this.settledStep ? undefined : (this.tellsNothing() ?? this.hasNotRisen());
    const { numbers } = this;
    numbers.fill(0, Numbers.lateReturns, Numbers.lateRewards + Sample.length);
    for (const each of [Numbers.sameRewards, Numbers.ended, Numbers.cutOff]) numbers[each] = 0;
    return detail === undefined ? [] : [{ signature: "not-learning", detail }];
  }

  /** Rewards that never differed, or episodes that are all cut off while every step costs the same: no goal was reached. */
  private tellsNothing(): string | undefined {
    const { numbers } = this;
    const [least, greatest] = [numbers[Numbers.least], numbers[Numbers.greatest]];
    if (least === greatest && (least === 0 || numbers[Numbers.everEnded] === 0)) {
      return `every reward so far was ${least}: there is nothing to learn from`;
    }
    const cost = numbers[Numbers.lateRewards + Sample.mean];
    const isSame = numbers[Numbers.sameRewards] >= SAME_SHARE * WINDOW;
    if (!isSame || numbers[Numbers.ended] > 0 || numbers[Numbers.cutOff] === 0 || cost >= 0) return undefined;
    return `none of the ${numbers[Numbers.cutOff]} episodes of the last ${WINDOW} steps ended by itself, and nearly every step earned the same (mean ${cost.toPrecision(3)})`;
  }

  private hasNotRisen(): string | undefined {
    const perEpisode = this.numbers[Numbers.everEnded] > 0;
    const early = this.sample(perEpisode ? Numbers.earlyReturns : Numbers.earlyRewards);
    const late = this.sample(perEpisode ? Numbers.lateReturns : Numbers.lateRewards);
    if (early.count < FEWEST || late.count < FEWEST) return undefined;
    const error = Math.sqrt(early.variance / early.count + late.variance / late.count);
    if (late.mean - early.mean > ERRORS * error) return undefined;
    const unit = perEpisode ? "an episode" : "a step";
    return `the last ${WINDOW} steps earned ${late.mean.toPrecision(3)} ${unit}, no better than the ${early.mean.toPrecision(3)} of the first ${this.randomSteps}, which were mostly random`;
  }

  private add(at: number, value: number): void {
    const { numbers } = this;
    const deviation = value - numbers[at + Sample.mean];
    numbers[at + Sample.count]++;
    numbers[at + Sample.mean] += deviation / numbers[at + Sample.count];
    numbers[at + Sample.squares] += deviation * (value - numbers[at + Sample.mean]);
  }

  private sample(at: number): { count: number; mean: number; variance: number } {
    const { numbers } = this;
    const count = numbers[at + Sample.count];
    return {
      count,
      mean: numbers[at + Sample.mean],
      variance: numbers[at + Sample.squares] / Math.max(1, count - 1),
    };
  }
}
