import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Variable } from "../assembler/function-builder.ts";
import { f32x4, i32, v128 } from "../assembler/instructions.ts";
import { VECTOR_BYTES, Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";

/** ∂L/∂ξ of a group's gradient record begins at 0. */
export function clearWeightSums(builder: FunctionBuilder, layout: Layout, gradient: Value<"i32">): void {
  const weights = new Vectors(gradient, layout.gradient.weights);
  builder.loop(0, layout.options.actionCount, 1, (a) => builder.do(weights.put(a, f32x4.const(0))));
}

/** Where the observations of a tile's samples stand. */
export function tileObservations({ sample }: Layout, tile: Value<"i32">, samples: number) {
  return Array.from({ length: samples }, (_, u) => ({
    pointer: tile,
    offset: u * sample.bytes + sample.observation,
  }));
}

/**
 * f_t = c_t ξ_{k,a_t} G of a tile's samples (method §4), after adding c_t G to the ∂L/∂ξ of their actions. `kept` points to
 * the group's G of the first sample, and beyond its last one afterwards.
 */
export function tileForces(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  kept: Variable<"i32">,
  tile: Value<"i32">,
  samples: number,
): readonly Value<"v128">[] {
  const { hill, sample, gradient: offsets } = layout;
  const forces = Array.from({ length: samples }, (_, u) => {
    const at = (field: number) => ({ pointer: tile, offset: u * sample.bytes + field });
    const slope = v128.load32Splat(at(sample.slope));
    const slopedGaussian = builder.let(f32x4.mul(new Vectors(kept, 0).get(u), slope));
    const action = builder.let(i32.load(at(sample.action)));
    const sum = { pointer: builder.let(i32.add(gradient, action)), offset: offsets.weights };
    builder.do(v128.store(sum, f32x4.add(v128.load(sum), slopedGaussian)));
    const weight = v128.load({ pointer: i32.add(group, action), offset: hill.current.weights });
    return builder.let(f32x4.mul(slopedGaussian, weight));
  });
  builder.set(kept, i32.add(kept, i32.const(samples * VECTOR_BYTES)));
  return forces;
}
