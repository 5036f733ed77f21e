import type { LearnerOptions } from "@drumlin/core/backend";
import { f64, i32 } from "../packages/simd/src/assembler/instructions.ts";
import { ModuleBuilder } from "../packages/simd/src/assembler/module-builder.ts";
import { defineGather } from "../packages/simd/src/kernels/gather.ts";
import { defineForward } from "../packages/simd/src/kernels/gaussian-values.ts";
import { eachRecord } from "../packages/simd/src/kernels/loops.ts";
import { mixtureGradient } from "../packages/simd/src/kernels/mixture-gradient.ts";
import { defineSlopes, defineTakeValues, defineTdErrors } from "../packages/simd/src/kernels/td-errors.ts";
import { createLayout } from "../packages/simd/src/layout.ts";
import { instantiate } from "../packages/simd/src/web-assembly.ts";

/** What `gradientPart` exports. */
export interface GradientPart {
  readonly memory: { readonly buffer: ArrayBuffer };
  run(groups: number): void;
}

/**
 * The gradient part of the fast backend's update with the current target, alone, as the native kernel it is compared with has it:
 * gather, Gaussians of s and s', TD errors, slopes, ∂L/∂ξ, Σ f d and S (method §2–§4). Memory as a learner's.
 */
export function gradientPart(options: LearnerOptions): GradientPart {
  const layout = createLayout(options);
  const { hill, gradient, sample } = layout;
  const module = new ModuleBuilder();
  const gather = defineGather(module, layout);
  const { observation, nextObservation, action } = sample;
  const kept = { mixture: hill.current, observation, action, keepsGaussians: true };
  const forward = defineForward(module, layout, "forward", kept);
  const takeValues = defineTakeValues(module, layout);
  const next = { mixture: hill.current, observation: nextObservation };
  const forwardNext = defineForward(module, layout, "forwardNext", next);
  const tdErrors = defineTdErrors(module, layout, false);
  const slopes = defineSlopes(module, layout);
  const sums = module.define("sums", ["i32"], (builder) => {
    const [groups] = builder.parameters;
    const gaussians = builder.let(i32.const(layout.gaussians));
    const record = builder.let(i32.const(layout.gradients));
    eachRecord(builder, layout.hills, groups, hill.bytes, (group) => {
      mixtureGradient(builder, layout, group, record, gaussians);
      builder.set(record, i32.add(record, i32.const(gradient.bytes)));
    });
  });
  module.define("run", ["i32"], (builder) => {
    const [groups] = builder.parameters;
    builder.call(gather, f64.const(1));
    builder.call(forward, groups);
    builder.call(takeValues);
    builder.call(forwardNext, groups);
    builder.call(tdErrors);
    builder.call(slopes);
    builder.call(sums, groups);
  });
  return instantiate(module.build(layout.bytes)) as GradientPart;
}
