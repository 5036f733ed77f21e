import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32x4 } from "../assembler/instructions.ts";
import { Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";
import { FORM_SCALE } from "./squared-distance.ts";

/** The current mixture's forms from its frames: P_ii = w_i². */
export function refreshDiagonalForms(builder: FunctionBuilder, layout: Layout, group: Value<"i32">): void {
  const { hill, unrolled, options } = layout;
  const frames = new Vectors(group, hill.frames);
  const forms = new Vectors(group, hill.current.forms);
  builder.each(0, options.observationSize, unrolled, (i) => {
    const w = builder.let(frames.get(i));
    builder.do(forms.put(i, f32x4.mul(f32x4.mul(w, w), f32x4.const(FORM_SCALE))));
  });
}
