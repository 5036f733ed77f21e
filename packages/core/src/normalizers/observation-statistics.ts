import { BoundedMoments } from "./bounded-moments.ts";

/** Standard deviations of the visited states that one unit of the model's coordinates spans. */
const DEVIATIONS_PER_UNIT = 3;
/** Share of a scale that is left at least when it is renewed: where a feature begins to vary, hills are not torn away at once. */
const LEAST_LEFT = 0.5;

/** What varies by less is 0: a policy's numbers could not be squared. */
const SMALLEST_SCALE = 1e-100;

/**
 * Mean and standard deviation of every observation dimension over all states visited so far, and the centre and scale last
 * derived from them. They are two things because the second moves in few, small steps.
 */
export class ObservationStatistics {
  readonly center: Float64Array;
  readonly scale: Float64Array;
  private readonly moments: BoundedMoments;
  /** The scale of each dimension, 0 where nothing is known of it */
  private readonly known: Float64Array;

  constructor(observationSize: number) {
    this.center = new Float64Array(observationSize);
    this.scale = new Float64Array(observationSize).fill(1);
    this.known = new Float64Array(observationSize);
    this.moments = new BoundedMoments(observationSize);
  }

  /** The least and the greatest of each dimension that was visited, outliers bounded; ∞ and −∞ before the first. */
  get low(): Float64Array {
    return this.moments.low;
  }

  get high(): Float64Array {
    return this.moments.high;
  }

  /** Counts one visited state. */
  observe(observation: ArrayLike<number>): void {
    this.moments.observe(observation);
  }

  /**
   * Centre ← mean, scale ← three standard deviations; the mean's own size where a dimension is constant but for rounding, 1 where it
   * was never anything but 0.
   */
  renew(): void {
    const { moments, center, scale, known } = this;
    moments.settle();
    for (let i = 0; i < center.length; i++) {
      center[i] = moments.means[i];
      const spread = DEVIATIONS_PER_UNIT * moments.deviation(i) || Math.abs(center[i]);
      known[i] = Math.max(spread, LEAST_LEFT * known[i]);
      scale[i] = known[i] >= SMALLEST_SCALE ? known[i] : 1;
    }
  }

  state() {
    return { center: this.center, scale: this.scale, known: this.known, moments: this.moments.state() };
  }
}
