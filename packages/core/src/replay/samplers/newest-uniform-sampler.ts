import type { Xoshiro128 } from "../../random/xoshiro128.ts";
import type { ReplayBuffer } from "../replay-buffer.ts";
import { UniformSampler } from "./uniform-sampler.ts";

/** The newest entry first, the others uniformly: the paper's minibatch D_n (method §3). */
export class NewestUniformSampler extends UniformSampler {
  override sample(
    rows: Int32Array,
    importance: Float64Array,
    buffer: ReplayBuffer,
    random: Xoshiro128,
  ): void {
    super.sample(rows, importance, buffer, random);
    rows[0] = buffer.newestRow;
  }
}
