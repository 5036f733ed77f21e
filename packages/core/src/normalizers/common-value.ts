/** Effective horizons 1/(1 − α) after which a stretch that nothing has ended counts as one that nothing ends. */
const LONG_STRETCH = 25;
/** Deviations of the reward within which its mean might lie as well, when nothing says how a task goes on. */
const PLAUSIBLE = 2;
/** How far below the value of going on as usual the unknown stands where nothing ends: deviations of the reward … */
const CAUTION = 10;
/** … but no more than this many of them in every step. */
const CAUTION_A_STEP = 2;

/** What is known of how a task goes on. */
const Course = { unknown: 0, episodes: 1, ends: 2 } as const;
const Numbers = { value: 0, course: 1, steps: 2, count: 3 } as const;

/**
 * b of Q(s, a) = b + Σ_k ξ_{k,a} G_k(s): a hill of infinite width, the same for all actions (method §9). Any b is exact; which one
 * decides what the unknown is worth, and how much hills have to raise or lower. It follows the rewards, never the estimates, which
 * would feed back on themselves:
 *
 * - a stream that nothing has ended yet: the value of going on as usual, less a caution, so that the unknown tempts nobody;
 * - episodes that are cut off but have not ended by themselves: the value of the plausible reward nearest to 0 for ever. A goal that
 *   was never reached lies in the unknown, and where every step costs it is found because the unknown is hoped for;
 * - once an episode has ended by itself: what it was then. The end is worth 0 by itself, so that 0 is no arbitrary value.
 *
 * While rewards do not vary it is 0: they tell nothing, and a constant cost is what a goal must be found against.
 */
export class CommonValue {
  private readonly discountFactor: number;
  private readonly numbers = new Float64Array(Numbers.count);

  /** `discountFactor`: α in [0, 1]; with 1 nothing can be told of b, which stays 0. */
  constructor(discountFactor: number) {
    this.discountFactor = discountFactor;
  }

  /** b, in the reward's own units. */
  get value(): number {
    return this.numbers[Numbers.value];
  }

  /** The reward that, earned for ever, is worth b. */
  get reward(): number {
    return this.value * (1 - this.discountFactor);
  }

  /** Counts one step. */
  observe(terminated: boolean, truncated: boolean): void {
    const { numbers } = this;
    numbers[Numbers.steps]++;
    if (terminated) numbers[Numbers.course] = Course.ends;
    const isShort = numbers[Numbers.steps] * (1 - this.discountFactor) < LONG_STRETCH;
    if (truncated && isShort && numbers[Numbers.course] === Course.unknown) {
      numbers[Numbers.course] = Course.episodes;
    }
  }

  /** b ← what rewards of this mean and deviation say. */
  renew(mean: number, deviation: number): void {
    const { numbers } = this;
    const perStep = 1 - this.discountFactor;
    if (numbers[Numbers.course] === Course.ends || deviation === 0 || perStep === 0) return;
    if (numbers[Numbers.course] === Course.episodes) {
      const plausible = PLAUSIBLE * deviation;
      numbers[Numbers.value] = Math.min(mean + plausible, Math.max(mean - plausible, 0)) / perStep;
    } else {
      const caution = Math.min(CAUTION, CAUTION_A_STEP / perStep) * deviation;
      numbers[Numbers.value] = mean / perStep - caution;
    }
  }

  state(): Record<string, Float64Array> {
    return { numbers: this.numbers };
  }
}
