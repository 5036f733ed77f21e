import { ADAM_EPSILON, advancePowers, FIRST_DECAY, SECOND_DECAY } from "./adam-constants.ts";
import { LONGEST_STEP } from "./limit-step.ts";
import type { CoordinateOptimizer } from "./optimizer.ts";
import { softThreshold } from "./soft-threshold.ts";
import { wholeShares } from "./whole-shares.ts";

/**
 * Adam (Kingma & Ba 2015) on ordinary coordinates: Riemannian Adam on a product of copies of ℝ, without the calls. With
 * `amsgrad` the second moment never shrinks (Reddi et al. 2018).
 */
export class Adam implements CoordinateOptimizer {
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private readonly greatest: Float64Array | undefined;
  private readonly powers = new Float64Array([1, 1]);

  /** `length`: how many coordinates at most. */
  constructor(length: number, amsgrad: boolean) {
    this.first = new Float64Array(length);
    this.second = new Float64Array(length);
    this.greatest = amsgrad ? new Float64Array(length) : undefined;
  }

  step(
    points: Float64Array,
    gradients: Float64Array,
    count: number,
    learningRate: number,
    shares = wholeShares(count),
  ): boolean {
    const { first, second, greatest, powers } = this;
    advancePowers(powers);
    const firstCorrection = 1 / (1 - powers[0]);
    const secondCorrection = 1 / (1 - powers[1]);
    for (let i = 0; i < count; i++) {
      const gradient = gradients[i];
      first[i] = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * gradient;
      second[i] = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * gradient * gradient;
      let spread = second[i];
      if (greatest) spread = greatest[i] = Math.max(greatest[i], spread);
      const step = (learningRate * shares[i]) / (Math.sqrt(spread * secondCorrection) + ADAM_EPSILON);
      // A number that is assigned twice would be boxed by V8.
      const change = step * (first[i] * firstCorrection);
      if (change > LONGEST_STEP) points[i] -= LONGEST_STEP;
      else if (change < -LONGEST_STEP) points[i] += LONGEST_STEP;
      else points[i] -= change;
    }
    return true;
  }

  /** The threshold over √v̂ + ε, as a step's gradient is (ProxGen: Yun, Lozano & Yang 2021): only so it ends where λ says. */
  proximalStep(points: Float64Array, count: number, threshold: number): void {
    const { second, greatest, powers } = this;
    const spreads = greatest ?? second;
    const secondCorrection = 1 / (1 - powers[1]);
    for (let i = 0; i < count; i++) {
      const spread = Math.sqrt(spreads[i] * secondCorrection) + ADAM_EPSILON;
      points[i] = softThreshold(points[i], threshold / spread);
    }
  }

  rows(): { array: Float64Array; rowSize: number }[] {
    const arrays = [this.first, this.second];
    if (this.greatest) arrays.push(this.greatest);
    return arrays.map((array) => ({ array, rowSize: 1 }));
  }

  state(): Record<string, Float64Array> {
    const { first, second, greatest, powers } = this;
    return greatest ? { first, second, greatest, powers } : { first, second, powers };
  }
}
