/** δ²; Huber with a fixed threshold; Huber with a threshold in multiples of the running mean |δ|. */
export const lossNames = ["squared", "huber", "adaptive-huber"] as const;
export type LossName = (typeof lossNames)[number];

/** Rate at which the running mean follows; the first updates are averaged plainly. */
const FOLLOW_RATE = 0.01;

/** The TD error beyond which a loss grows linearly, and the running mean |δ| that an adaptive one is a multiple of. */
export class HuberThreshold {
  private readonly loss: LossName;
  private readonly multiple: number;
  /** [running mean |δ|, updates seen] */
  private readonly numbers = new Float64Array(2);

  constructor(loss: LossName, multiple: number) {
    this.loss = loss;
    this.multiple = multiple;
  }

  get meanTdError(): number {
    return this.numbers[0];
  }

  /** Infinity for the squared loss. */
  get value(): number {
    if (this.loss === "squared") return Infinity;
    return this.loss === "huber" ? this.multiple : this.multiple * this.meanTdError;
  }

  /** Takes one minibatch's errors into the running mean. */
  follow(tdErrors: Float64Array): void {
    let sum = 0;
    for (let t = 0; t < tdErrors.length; t++) sum += Math.abs(tdErrors[t]);
    this.numbers[1]++;
    const rate = Math.max(FOLLOW_RATE, 1 / this.numbers[1]);
    this.numbers[0] += rate * (sum / tdErrors.length - this.numbers[0]);
  }

  /** The unit of reward has changed: errors are `factor` times what they were. */
  rescale(factor: number): void {
    this.numbers[0] *= factor;
  }

  state(): Record<string, Float64Array> {
    return { numbers: this.numbers };
  }
}
