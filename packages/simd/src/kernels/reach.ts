import { LEAST_REACH } from "@drumlin/core/backend";
import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32x4, i32, v128 } from "../assembler/instructions.ts";
import { VECTOR_BYTES, Vectors } from "../assembler/vectors.ts";
import { type Layout, TILE } from "../layout.ts";
import { eachRecord, greatestLane } from "./loops.ts";

/**
 * The reach of every hill that has a weight, its greatest G of the minibatch, to its gradient record; `restingReach` of the
 * greatest, in every lane.
 */
export function measureReach(builder: FunctionBuilder, layout: Layout, groups: Value<"i32">): Value<"v128"> {
  const { hill, gradient: offsets, options, sampleCount } = layout;
  // Padding has no say, so the minibatch is taken in whole tiles only where it is made of them.
  const samples = options.batchSize % TILE === 0 ? TILE : 1;
  const greatest = builder.let(f32x4.const(0));
  const gradient = builder.let(i32.const(layout.gradients));
  const kept = builder.let(i32.const(layout.gaussians));
  eachRecord(builder, layout.hills, groups, hill.bytes, (group) => {
    const reach = builder.let(f32x4.const(0));
    const end = i32.add(kept, i32.const(options.batchSize * VECTOR_BYTES));
    builder.loop(kept, end, samples * VECTOR_BYTES, (gaussian) => {
      const each = Array.from({ length: samples }, (_, u) => new Vectors(gaussian, 0).get(u));
      builder.set(reach, each.reduce(f32x4.greater, reach));
    });
    const weights = new Vectors(group, hill.current.weights);
    const most = builder.let(f32x4.const(0));
    builder.each(0, options.actionCount, layout.unrolledActions, (a) => {
      const weight = builder.let(weights.get(a));
      builder.set(most, f32x4.greater(most, f32x4.greater(weight, f32x4.negate(weight))));
    });
    // A hill without weights says nothing, however well it is reached; empty lanes are such hills.
    const live = builder.let(v128.and(reach, f32x4.greaterThan(most, f32x4.const(0))));
    builder.do(new Vectors(gradient, offsets.reach).put(0, live));
    builder.set(greatest, f32x4.greater(greatest, live));
    builder.set(kept, i32.add(kept, i32.const(sampleCount * VECTOR_BYTES)));
    builder.set(gradient, i32.add(gradient, i32.const(offsets.bytes)));
  });
  const greatestOfAll = f32x4.splat(greatestLane(builder, greatest));
  return builder.let(f32x4.mul(greatestOfAll, f32x4.const(options.restingReach)));
}

/** How far the hills of a group follow their gradients (core's `reachShares`). */
export function reachShare(
  builder: FunctionBuilder,
  layout: Layout,
  gradient: Value<"i32">,
  resting: Value<"v128">,
): Value<"v128"> {
  const reach = builder.let(new Vectors(gradient, layout.gradient.reach).get(0));
  return builder.let(f32x4.div(reach, f32x4.add(f32x4.add(reach, resting), f32x4.const(LEAST_REACH))));
}
