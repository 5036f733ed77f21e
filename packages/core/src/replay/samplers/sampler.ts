import type { Xoshiro128 } from "../../random/xoshiro128.ts";
import type { ReplayBuffer } from "../replay-buffer.ts";

/** Chooses which rows of a replay buffer make a minibatch. */
export interface Sampler {
  /** Told after each append, with the row just written. */
  appended(row: number): void;
  /**
   * Fills `rows` (any length ≥ 1) with rows of a non-empty buffer, and `importance` with the factor each sample's loss is
   * multiplied by (1 where sampling is uniform).
   */
  sample(rows: Int32Array, importance: Float64Array, buffer: ReplayBuffer, random: Xoshiro128): void;
  /** Told the TD errors of the rows just learned from. */
  learned(rows: Int32Array, tdErrors: Float64Array): void;
  /** Arrays whose contents are the sampler's whole state. */
  state(): Record<string, Float64Array>;
}
