import type { Xoshiro128 } from "../../random/xoshiro128.ts";
import type { ReplayBuffer } from "../replay-buffer.ts";
import type { Sampler } from "./sampler.ts";

/** Every row with the same probability, with replacement. */
export class UniformSampler implements Sampler {
  appended(): void {}

  sample(rows: Int32Array, importance: Float64Array, buffer: ReplayBuffer, random: Xoshiro128): void {
    const length = buffer.length;
    for (let t = 0; t < rows.length; t++) rows[t] = random.integer(length);
    importance.fill(1);
  }

  learned(): void {}

  state(): Record<string, Float64Array> {
    return {};
  }
}
