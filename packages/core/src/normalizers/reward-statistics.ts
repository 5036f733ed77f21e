/** Where each of the statistics stands. */
const Numbers = { sumOfSquares: 0, rewards: 1, scale: 2 } as const;

/** Root mean square of the rewards so far, and the scale last derived from it. */
export class RewardStatistics {
  private readonly numbers = new Float64Array([0, 0, 1]);

  /** How much reward one unit of Q stands for. */
  get scale(): number {
    return this.numbers[Numbers.scale];
  }

  observe(reward: number): void {
    this.numbers[Numbers.sumOfSquares] += reward * reward;
    this.numbers[Numbers.rewards]++;
  }

  /** Scale ← root mean square; it stays as it was while every reward was 0. */
  renew(): void {
    const { numbers } = this;
    const meanSquare = numbers[Numbers.sumOfSquares] / numbers[Numbers.rewards];
    if (meanSquare > 0) numbers[Numbers.scale] = Math.sqrt(meanSquare);
  }

  state(): Record<string, Float64Array> {
    return { numbers: this.numbers };
  }
}
