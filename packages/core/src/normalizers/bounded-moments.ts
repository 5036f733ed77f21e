/** Values a channel holds back before it trusts its own deviation. */
export const HELD = 64;
/** Fewer than these say nothing of what is usual. */
const FEWEST = 8;
/** Standard deviations from the mean beyond which a value counts as if it stood there. */
const FARTHEST = 9;
/** Of the values held back: this share of them lies closer to their median than … */
const USUAL_SHARE = 0.9;
/** … a distance, and a value farther than so many of it counts as if it stood there: nine deviations, were they normal. */
const FARTHEST_HELD = 5.5;
/** Rows whose moments are kept. */
const WINDOW = 100_000;
/** A deviation below this share of the mean is rounding: of double precision, a thousand roundings of it … */
const ROUNDING = 1e-13;
/** … or of single precision, where all values are such numbers. */
const SINGLE_ROUNDING = 1 / (1 << 23);

/**
 * Mean and deviation of several channels whose values come one row at a time (Welford's recurrence), which no single value can
 * move far: one beyond nine deviations counts as if it stood there. Whatever comes again in more than 1 of 81 rows carries the
 * deviation with it, by half an order of magnitude every time the count has grown by a tenth, so that a new regime is followed. From
 * 100 000 rows on the past fades.
 */
export class BoundedMoments {
  private readonly size: number;
  /** size: μ */
  readonly means: Float64Array;
  /** size: the least and the greatest that counted */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** size: sums of squared deviations */
  private readonly squares: Float64Array;
  /** size: 1 where every value so far was a single-precision number */
  private readonly single: Float64Array;
  /** HELD × size: the first rows, as they came */
  private readonly held: Float64Array;
  /** [rows] */
  private readonly count = new Float64Array(1);

  constructor(size: number) {
    this.size = size;
    this.means = new Float64Array(size);
    this.low = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    this.high = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
    this.squares = new Float64Array(size);
    this.single = new Float64Array(size).fill(1);
    this.held = new Float64Array(HELD * size);
  }

  /** Counts one row. Deviations of up to `believed` count in full. */
  observe(row: ArrayLike<number>, believed = 0): void {
    const { size, held, single, count } = this;
    for (let i = 0; i < size; i++) if (row[i] !== Math.fround(row[i])) single[i] = 0;
    if (this.isHolding) {
      for (let i = 0; i < size; i++) held[count[0] * size + i] = row[i];
      count[0]++;
      if (!this.isHolding) this.settle();
      return;
    }
    for (let i = 0; i < size; i++) {
      this.add(i, row[i], Math.max(believed, this.farthest(i)), count[0] + 1);
    }
    count[0]++;
  }

  /** Moments of the rows held back; later ones are counted as they come. */
  settle(): void {
    const { size, held, means, squares, low, high } = this;
    const rows = this.count[0];
    if (rows === 0 || rows > HELD) return;
    means.fill(0);
    squares.fill(0);
    low.fill(Number.POSITIVE_INFINITY);
    high.fill(Number.NEGATIVE_INFINITY);
    for (let i = 0; i < size; i++) {
      const [median, farthest] = this.usual(i);
      for (let n = 0; n < rows; n++) {
        const value = Math.min(median + farthest, Math.max(median - farthest, held[n * size + i]));
        this.add(i, value, Number.POSITIVE_INFINITY, n + 1);
      }
    }
  }

  /** σ of a channel; 0 where it varies by no more than rounding. */
  deviation(i: number): number {
    const deviation = Math.sqrt(this.squares[i] / Math.min(this.count[0], WINDOW));
    return deviation > this.rounding(i) * Math.abs(this.means[i]) ? deviation : 0;
  }

  /** Whether rows are still held back. */
  get isHolding(): boolean {
    return this.count[0] < HELD;
  }

  /** About where a channel's values lie: the mean; while rows are held back their median. */
  middle(i: number): number {
    return this.isHolding ? this.usual(i)[0] : this.means[i];
  }

  /** How far from there a value counts in full; ∞ where nothing is known of it. */
  farthest(i: number): number {
    return this.isHolding ? this.usual(i)[1] : reach(FARTHEST * this.deviation(i), this.means[i]);
  }

  state() {
    const { means, low, high, squares, single, held, count } = this;
    return { means, low, high, squares, single, held, count };
  }

  /** Of the values held back: their median, and how far from it one counts in full. */
  private usual(i: number): [median: number, farthest: number] {
    const rows = this.count[0];
    if (rows < FEWEST) return [0, Number.POSITIVE_INFINITY];
    const values = Float64Array.from({ length: rows }, (_, n) => this.held[n * this.size + i]).sort();
    const median = values[rows >> 1];
    const distances = values.map((value) => Math.abs(value - median)).sort();
    const distance = distances[Math.floor(USUAL_SHARE * (rows - 1))];
    const varies = distance > this.rounding(i) * Math.abs(median);
    return [median, reach(varies ? FARTHEST_HELD * distance : 0, median)];
  }

  private rounding(i: number): number {
    return this.single[i] === 1 ? SINGLE_ROUNDING : ROUNDING;
  }

  private add(i: number, value: number, farthest: number, rows: number): void {
    const { means, squares, low, high } = this;
    const deviation = Math.min(farthest, Math.max(-farthest, value - means[i]));
    const counted = means[i] + deviation;
    if (counted < low[i]) low[i] = counted;
    if (counted > high[i]) high[i] = counted;
    if (rows > WINDOW) squares[i] *= 1 - 1 / WINDOW;
    means[i] += deviation / Math.min(rows, WINDOW);
    squares[i] += deviation * (counted - means[i]);
  }
}

/** How far a channel may reach that usually keeps within `usual` of `middle`: what has been constant, in multiples of its size. */
function reach(usual: number, middle: number): number {
  if (usual > 0) return usual;
  return middle === 0 ? Number.POSITIVE_INFINITY : FARTHEST * Math.abs(middle);
}
