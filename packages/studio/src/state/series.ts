import type { ThinnedMetric } from "@drumlin/run";

/** Buckets that a curve is drawn from: twice what a wide screen has pixels for one chart. */
const mostBuckets = 2048;

/**
 * A metric that grows without bound in memory that does not: neighbouring points share a bucket, and when there are too many
 * buckets neighbours are merged. What is drawn is a bucket's mean, and its range.
 */
export class Series {
  readonly name: string;
  /** Of each bucket's last point. */
  steps: number[] = [];
  means: number[] = [];
  minima: number[] = [];
  maxima: number[] = [];
  counts: number[] = [];
  /** Points that make a bucket full. */
  #fullAt = 1;

  constructor(name: string) {
    this.name = name;
  }

  /** A series that goes on from what a server has thinned. */
  static from(thinned: ThinnedMetric): Series {
    const series = new Series(thinned.name);
    series.steps = [...thinned.steps];
    series.means = [...thinned.means];
    series.minima = [...thinned.minima];
    series.maxima = [...thinned.maxima];
    series.counts = [...thinned.counts];
    series.#fullAt = series.counts.reduce((most, count) => Math.max(most, count), 1);
    series.#bound();
    return series;
  }

  /** The last value, or null: of the last bucket its mean. */
  get last(): number | null {
    return this.means.at(-1) ?? null;
  }

  /** Adds the point after all others. */
  push(step: number, value: number): void {
    const last = this.steps.length - 1;
    const count = this.counts[last];
    if (count !== undefined && count < this.#fullAt) {
      this.steps[last] = step;
      this.means[last] = (this.means[last]! * count + value) / (count + 1);
      this.minima[last] = Math.min(this.minima[last]!, value);
      this.maxima[last] = Math.max(this.maxima[last]!, value);
      this.counts[last] = count + 1;
      return;
    }
    this.steps.push(step);
    this.means.push(value);
    this.minima.push(value);
    this.maxima.push(value);
    this.counts.push(1);
    this.#bound();
  }

  #bound(): void {
    while (this.steps.length > mostBuckets) {
      const { steps, means, minima, maxima, counts } = this;
      const length = Math.ceil(steps.length / 2);
      for (let i = 0; i < length; i++) {
        const [left, right] = [2 * i, 2 * i + 1];
        if (right >= steps.length) this.#move(left, i);
        else {
          const total = counts[left]! + counts[right]!;
          means[i] = (means[left]! * counts[left]! + means[right]! * counts[right]!) / total;
          steps[i] = steps[right]!;
          minima[i] = Math.min(minima[left]!, minima[right]!);
          maxima[i] = Math.max(maxima[left]!, maxima[right]!);
          counts[i] = total;
        }
      }
      for (const numbers of [steps, means, minima, maxima, counts]) numbers.length = length;
      this.#fullAt *= 2;
    }
  }

  #move(from: number, to: number): void {
    for (const numbers of [this.steps, this.means, this.minima, this.maxima, this.counts])
      numbers[to] = numbers[from]!;
  }
}
