/** Root mean square of the rewards so far, and the scale last derived from it. */
export class RewardStatistics {
  /** [sum of squares, count, scale] */
  private readonly numbers = new Float64Array([0, 0, 1]);

  /** How much reward one unit of Q stands for. */
  get scale(): number {
    return this.numbers[2];
  }

  observe(reward: number): void {
    this.numbers[0] += reward * reward;
    this.numbers[1]++;
  }

  /** Scale ← root mean square; it stays as it was while every reward was 0. */
  renew(): void {
    const meanSquare = this.numbers[0] / this.numbers[1];
    if (meanSquare > 0) this.numbers[2] = Math.sqrt(meanSquare);
  }

  state(): Record<string, Float64Array> {
    return { numbers: this.numbers };
  }
}
