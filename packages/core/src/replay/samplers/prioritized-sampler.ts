import { pow } from "../../math/pow.ts";
import type { Xoshiro128 } from "../../random/xoshiro128.ts";
import type { ReplayBuffer } from "../replay-buffer.ts";
import type { Sampler } from "./sampler.ts";

/** Keeps rows without error from never being seen again (Schaul et al. 2016, ε). */
const PRIORITY_FLOOR = 1e-6;

/**
 * Proportional prioritised replay (Schaul et al. 2016): row i with probability p_i^a / Σ p^a, p = |TD error|, new entries
 * with the largest priority seen, importance (N P(i))^(−b) divided by its largest value in the minibatch. A binary tree of
 * partial sums makes both sampling and updating logarithmic.
 */
export class PrioritizedSampler implements Sampler {
  private readonly leafCount: number;
  /** Node 1 is the root; the children of n are 2n and 2n + 1; leaf of row i is leafCount + i. */
  private readonly sums: Float64Array;
  private readonly largest = new Float64Array([1]);
  private readonly priorityExponent: number;
  private readonly importanceExponent: number;

  constructor(capacity: number, priorityExponent: number, importanceExponent: number) {
    this.leafCount = 1;
    while (this.leafCount < capacity) this.leafCount *= 2;
    this.sums = new Float64Array(2 * this.leafCount);
    this.priorityExponent = priorityExponent;
    this.importanceExponent = importanceExponent;
  }

  appended(row: number): void {
    this.set(row, this.largest[0]);
  }

  sample(rows: Int32Array, importance: Float64Array, buffer: ReplayBuffer, random: Xoshiro128): void {
    const total = this.sums[1];
    let greatest = 0;
    for (let t = 0; t < rows.length; t++) {
      rows[t] = Math.min(this.find((total * (t + random.uniform())) / rows.length), buffer.length - 1);
      const probability = this.sums[this.leafCount + rows[t]] / total;
      importance[t] = pow(buffer.length * probability, -this.importanceExponent);
      greatest = Math.max(greatest, importance[t]);
    }
    for (let t = 0; t < rows.length; t++) importance[t] /= greatest;
  }

  learned(rows: Int32Array, tdErrors: Float64Array): void {
    for (let t = 0; t < rows.length; t++) {
      const priority = pow(Math.abs(tdErrors[t]) + PRIORITY_FLOOR, this.priorityExponent);
      this.largest[0] = Math.max(this.largest[0], priority);
      this.set(rows[t], priority);
    }
  }

  state(): Record<string, Float64Array> {
    return { sums: this.sums, largest: this.largest };
  }

  private set(row: number, priority: number): void {
    let node = this.leafCount + row;
    this.sums[node] = priority;
    for (node >>= 1; node >= 1; node >>= 1) this.sums[node] = this.sums[2 * node] + this.sums[2 * node + 1];
  }

  private find(mass: number): number {
    let node = 1;
    let remaining = mass;
    while (node < this.leafCount) {
      node *= 2;
      if (remaining >= this.sums[node] && this.sums[node + 1] > 0) {
        remaining -= this.sums[node];
        node++;
      }
    }
    return node - this.leafCount;
  }
}
