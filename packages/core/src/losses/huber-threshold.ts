import type { ResolvedAgentOptions } from "../options/agent-options.ts";

/** δ²; Huber with a fixed threshold; Huber with a threshold in multiples of the running mean |δ|. */
type LossName = ResolvedAgentOptions["loss"];

/** Rate at which the running mean |δ| follows; the first updates are averaged plainly. */
export const MEAN_TD_ERROR_RATE = 0.01;

/** Where the running mean |δ| stands, and how many updates it has seen. */
const Numbers = { meanTdError: 0, updates: 1, count: 2 } as const;

/** The TD error beyond which a loss grows linearly, and the running mean |δ| that an adaptive one is a multiple of. */
export class HuberThreshold {
  private readonly loss: LossName;
  private readonly multiple: number;
  private readonly numbers = new Float64Array(Numbers.count);

  constructor(loss: LossName, multiple: number) {
    this.loss = loss;
    this.multiple = multiple;
  }

  get meanTdError(): number {
    return this.numbers[Numbers.meanTdError];
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
    const { numbers } = this;
    numbers[Numbers.updates]++;
    const rate = Math.max(MEAN_TD_ERROR_RATE, 1 / numbers[Numbers.updates]);
    numbers[Numbers.meanTdError] += rate * (sum / tdErrors.length - numbers[Numbers.meanTdError]);
  }

  /** The unit of reward has changed: errors are `factor` times what they were. */
  rescale(factor: number): void {
    this.numbers[Numbers.meanTdError] *= factor;
  }

  state(): Record<string, Float64Array> {
    return { numbers: this.numbers };
  }
}
