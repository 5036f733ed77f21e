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

  /** out = (vector − mean) / 3 deviations, Drumlin's coordinates, of the vectors that begin at `outAt` and `vectorAt`. */
  normalize(out: Float64Array, outAt: number, vector: ArrayLike<number>, vectorAt: number): void {
    for (let i = 0; i < this.means.length; i++) {
      out[outAt + i] = (vector[vectorAt + i] - this.means[i]) / (3 * this.deviations[i]);
    }
  }

  /** Becomes the same as other moments of the same size. */
  copy(other: RunningMoments): void {
    this.means.set(other.means);
    this.deviations.set(other.deviations);
    this.squares.set(other.squares);
    this.count = other.count;
  }
}
