import { f32x4, v128 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";
import { BOUND_TOLERANCE } from "./eigenvalue-bounds.ts";
import { eachRecord } from "./loops.ts";

/** Defines `bound(groups)` for diagonal frames: w_i ← √(clamp w_i²) where w_i² lies outside [precisionMinimum, precisionMaximum]. */
export function defineDiagonalBound(module: ModuleBuilder, layout: Layout): number {
  const { hill, options } = layout;
  const { observationSize, precisionMinimum, precisionMaximum } = options;
  return module.define("bound", ["i32"], (builder) => {
    const [groups] = builder.parameters;
    eachRecord(builder, layout.hills, groups, hill.bytes, (group) => {
      const frames = new Vectors(group, hill.frames);
      const low = new Vectors(group, hill.framesLow);
      builder.each(0, observationSize, layout.unrolled, (i) => {
        const w = builder.let(frames.get(i));
        const precision = builder.let(f32x4.mul(w, w));
        const below = f32x4.lessThan(precision, f32x4.const(precisionMinimum * (1 - BOUND_TOLERANCE)));
        const above = f32x4.greaterThan(precision, f32x4.const(precisionMaximum * (1 + BOUND_TOLERANCE)));
        const outside = builder.let(v128.or(below, above));
        const least = f32x4.greater(precision, f32x4.const(precisionMinimum));
        const bounded = f32x4.sqrt(f32x4.lesser(least, f32x4.const(precisionMaximum)));
        builder.do(frames.put(i, v128.select(bounded, w, outside)));
        builder.do(low.put(i, v128.andNot(low.get(i), outside)));
      });
    });
  });
}
