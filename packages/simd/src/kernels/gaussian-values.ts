import { f32x4, i32, v128 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { VECTOR_BYTES, Vectors } from "../assembler/vectors.ts";
import type { Layout, MixtureOffsets } from "../layout.ts";
import { PowerOfTwo } from "./exponential.ts";
import { eachRecord, eachTile } from "./loops.ts";
import { differences, quadraticForms } from "./squared-distance.ts";

/** What a forward pass over the minibatch reads and leaves behind. */
export interface ForwardPass {
  readonly mixture: MixtureOffsets;
  /** Which observation of a sample: its offset within the sample */
  readonly observation: number;
  /** Where a sample names the one action whose value is wanted; all actions when absent. */
  readonly action?: number;
  /** Keeps every G in the table of Gaussians, for the gradient. */
  readonly keepsGaussians?: boolean;
}

/**
 * Defines `name(groups)`: adds Σ_k ξ_{k,a} G_k(s_t) (method §2), four hills a vector, to each sample's `values`: one sum an
 * action, or a single one for the sample's own action.
 */
export function defineForward(
  module: ModuleBuilder,
  layout: Layout,
  name: string,
  pass: ForwardPass,
): number {
  const { sample, hill, options, tile: samples } = layout;
  const { mixture, observation, action, keepsGaussians } = pass;
  return module.define(name, ["i32"], (builder) => {
    const [groups] = builder.parameters;
    const powerOfTwo = new PowerOfTwo(builder, module);
    const kept = builder.let(i32.const(layout.gaussians));
    eachRecord(builder, layout.hills, groups, hill.bytes, (group) => {
      const means = new Vectors(group, mixture.means);
      const forms = new Vectors(group, mixture.forms);
      const weights = new Vectors(group, mixture.weights);
      eachTile(builder, layout, samples, (tile) => {
        const offsets = Array.from({ length: samples }, (_, u) => u * sample.bytes);
        const observations = offsets.map((offset) => ({ pointer: tile, offset: offset + observation }));
        const difference = differences(builder, layout, means, observations);
        const exponents = quadraticForms(builder, layout, forms, difference, samples);
        const gaussians = exponents.map((exponent) => powerOfTwo.of(exponent));
        const values = offsets.map((offset) => new Vectors(tile, offset + sample.values));
        if (keepsGaussians) {
          for (const [u, gaussian] of gaussians.entries()) builder.do(new Vectors(kept, 0).put(u, gaussian));
          builder.set(kept, i32.add(kept, i32.const(samples * VECTOR_BYTES)));
        }
        if (action !== undefined) {
          for (const [u, gaussian] of gaussians.entries()) {
            const chosen = i32.load({ pointer: tile, offset: offsets[u] + action });
            const weight = v128.load({ pointer: i32.add(group, chosen), offset: mixture.weights });
            builder.do(values[u].put(0, f32x4.add(values[u].get(0), f32x4.mul(weight, gaussian))));
          }
          return;
        }
        builder.each(0, options.actionCount, layout.unrolledActions, (a) => {
          const weight = builder.let(weights.get(a));
          for (const [u, gaussian] of gaussians.entries()) {
            builder.do(values[u].put(a, f32x4.add(values[u].get(a), f32x4.mul(weight, gaussian))));
          }
        });
      });
    });
  });
}
