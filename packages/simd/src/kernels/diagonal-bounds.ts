import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32x4, v128 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";
import { eachRecord } from "./loops.ts";
import { clamped, isOutside, type PrecisionRange } from "./precision-range.ts";

/** Defines `name(groups)` for diagonal frames: w_i ← √(clamp w_i²) where w_i² lies outside the range; see `defineBound`. */
export function defineDiagonalBound(
  module: ModuleBuilder,
  layout: Layout,
  name: string,
  range: PrecisionRange,
  whenMoved: (builder: FunctionBuilder) => void = () => {},
): number {
  const { hill, options } = layout;
  return module.define(name, ["i32"], (builder) => {
    const [groups] = builder.parameters;
    eachRecord(builder, layout.hills, groups, hill.bytes, (group) => {
      const frames = new Vectors(group, hill.frames);
      const low = new Vectors(group, hill.framesLow);
      const moved = builder.let(f32x4.const(0));
      builder.each(0, options.observationSize, layout.unrolled, (i) => {
        const w = builder.let(frames.get(i));
        const precision = builder.let(f32x4.mul(w, w));
        const outside = builder.let(isOutside(precision, range));
        builder.set(moved, v128.or(moved, outside));
        builder.do(frames.put(i, v128.select(f32x4.sqrt(clamped(precision, range)), w, outside)));
        builder.do(low.put(i, v128.andNot(low.get(i), outside)));
      });
      builder.when(v128.anyTrue(moved), () => whenMoved(builder));
    });
  });
}
