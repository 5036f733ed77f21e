/** Standard deviations of the visited states that one unit of the model's coordinates spans. */
const DEVIATIONS_PER_UNIT = 3;

/**
 * Mean and standard deviation of every observation dimension over all states visited so far (Welford's recurrence), and the
 * centre and scale last derived from them. They are two things because the second moves in few, small steps.
 */
export class ObservationStatistics {
  readonly center: Float64Array;
  readonly scale: Float64Array;
  /** observationSize means, then observationSize sums of squared deviations, then the count. */
  private readonly moments: Float64Array;

  constructor(observationSize: number) {
    this.center = new Float64Array(observationSize);
    this.scale = new Float64Array(observationSize).fill(1);
    this.moments = new Float64Array(2 * observationSize + 1);
  }

  /** Counts one visited state. */
  observe(observation: ArrayLike<number>): void {
    const size = this.center.length;
    const { moments } = this;
    const count = moments[2 * size] + 1;
    moments[2 * size] = count;
    for (let i = 0; i < size; i++) {
      const deviation = observation[i] - moments[i];
      moments[i] += deviation / count;
      moments[size + i] += deviation * (observation[i] - moments[i]);
    }
  }

  /** Centre ← mean, scale ← three standard deviations (1 where a dimension never changed). */
  renew(): void {
    const size = this.center.length;
    const count = this.moments[2 * size];
    for (let i = 0; i < size; i++) {
      const deviation = Math.sqrt(this.moments[size + i] / count);
      this.center[i] = this.moments[i];
      this.scale[i] = deviation > 0 ? DEVIATIONS_PER_UNIT * deviation : 1;
    }
  }

  state(): Record<string, Float64Array> {
    return { center: this.center, scale: this.scale, moments: this.moments };
  }
}
