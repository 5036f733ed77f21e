/** Mean and deviation of all vectors seen, number by number (Welford's method); 0 and 1 before there are two. */
export class RunningMoments {
  readonly means: Float64Array;
  /** Square roots of the variances, n in the denominator; 1 where nothing varied. */
  readonly deviations: Float64Array;
  private readonly squares: Float64Array;
  private count = 0;

  constructor(size: number) {
    this.means = new Float64Array(size);
    this.deviations = new Float64Array(size).fill(1);
    this.squares = new Float64Array(size);
  }

  add(vector: ArrayLike<number>): void {
    this.count++;
    for (let i = 0; i < this.means.length; i++) {
      const before = vector[i] - this.means[i];
      this.means[i] += before / this.count;
      this.squares[i] += before * (vector[i] - this.means[i]);
      this.deviations[i] = this.squares[i] > 0 ? Math.sqrt(this.squares[i] / this.count) : 1;
    }
  }
}
