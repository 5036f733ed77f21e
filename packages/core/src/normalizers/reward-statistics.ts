import { BoundedMoments } from "./bounded-moments.ts";

/** How many times as far as it counts a reward is learned from: about a hundred deviations. */
const LEARNED = 11;
/** How often a deviation must have been seen to be believed, however far it is from all others. */
const BELIEVED = 3;

/**
 * Mean and deviation of the rewards, and what of a reward is believed. One that is far from all others counts as if it were nine
 * deviations away, and is learned from as if it were a hundred, until the third of its size: then it is the task's.
 */
export class RewardStatistics {
  private readonly moments = new BoundedMoments(1);
  /** The three greatest deviations so far, the greatest first */
  private readonly greatest = new Float64Array(BELIEVED);
  private readonly row = new Float64Array(1);

  get mean(): number {
    return this.moments.means[0];
  }

  /** 0 where rewards differ by no more than rounding. */
  get deviation(): number {
    return this.moments.deviation(0);
  }

  /** Counts a reward; what of it is believed. */
  observe(reward: number): number {
    const { moments, greatest, row } = this;
    const middle = moments.middle(0);
    const usual = moments.farthest(0);
    if (!moments.isHolding) this.rank(Math.abs(reward - middle));
    const believed = greatest[BELIEVED - 1];
    row[0] = reward;
    moments.observe(row, believed);
    const farthest = Math.max(believed, LEARNED * usual);
    return Math.min(middle + farthest, Math.max(middle - farthest, reward));
  }

  /** Takes in the rewards that are still held back. */
  settle(): void {
    this.moments.settle();
  }

  state() {
    return { moments: this.moments.state(), greatest: this.greatest };
  }

  private rank(deviation: number): void {
    const { greatest } = this;
    let place = BELIEVED;
    while (place > 0 && deviation > greatest[place - 1]) place--;
    if (place === BELIEVED) return;
    greatest.copyWithin(place + 1, place, BELIEVED - 1);
    greatest[place] = deviation;
  }
}
