import { LARGEST_REWARD } from "@drumlin/core/backend";
import type { Value } from "../assembler/code.ts";
import { f32, f32x4, f64, i32 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { elementAddress, VECTOR_BYTES, Vectors } from "../assembler/vectors.ts";
import { LANES, type Layout, Units } from "../layout.ts";

/** Defines `gather`: the chosen rows of the buffer, normalised in float64, as the samples of the minibatch. */
export function defineGather(module: ModuleBuilder, layout: Layout): number {
  const { options, sample, buffer, samples } = layout;
  const { batchSize, observationSize, actionCount } = options;
  return module.define("gather", [], (builder) => {
    const none = i32.const(0);
    const unit = (index: number) => f64.load(elementAddress(none, layout.units, index, 8));
    const limit = builder.let(f32x4.splat(f32.fromF64(unit(Units.limit))));
    const least = builder.let(f32x4.negate(limit));
    const commonValue = builder.let(unit(Units.commonValue));
    const rewardFactor = builder.let(unit(Units.rewardFactor));
    const target = builder.let(i32.const(samples));
    builder.loop(0, batchSize, 1, (t) => {
      const row = builder.let(i32.load(elementAddress(none, layout.rows, t, 4)));
      const columns = [
        [buffer.observations, sample.observation],
        [buffer.nextObservations, sample.nextObservation],
      ];
      for (const [from, to] of columns) {
        const source = builder.let(i32.multiply(row, i32.const(8 * observationSize)));
        builder.each(0, observationSize, layout.unrolled, (i) => {
          const raw = f64.load(elementAddress(source, from, i, 8));
          const center = f64.load(elementAddress(none, layout.center, i, 8));
          const inverse = f64.load(elementAddress(none, layout.inverseScale, i, 8));
          const normalized = f64.mul(f64.sub(raw, center), inverse);
          builder.do(f32.store(elementAddress(target, to, i, 4), f32.fromF64(normalized)));
        });
      }
      // Both observations of a sample stand in a row. The last vector may reach into what is written below.
      const observed = new Vectors(target, sample.observation);
      builder.each(0, Math.ceil((2 * observationSize) / LANES), layout.unrolled, (v) => {
        builder.do(observed.put(v, f32x4.greater(f32x4.lesser(observed.get(v), limit), least)));
      });
      const discount = builder.let(f64.load(elementAddress(none, buffer.discounts, row, 8)));
      const lasting = f64.mul(commonValue, f64.sub(f64.const(1), discount));
      const earned = f64.sub(f64.load(elementAddress(none, buffer.rewards, row, 8)), lasting);
      const reward = f64.max(
        f64.min(f64.mul(earned, rewardFactor), f64.const(LARGEST_REWARD)),
        f64.const(-LARGEST_REWARD),
      );
      const action = i32.load(elementAddress(none, buffer.actions, row, 4));
      const put = (offset: number, value: Value<"i32">) =>
        builder.do(i32.store({ pointer: target, offset }, value));
      builder.do(f32.store({ pointer: target, offset: sample.reward }, f32.fromF64(reward)));
      builder.do(f32.store({ pointer: target, offset: sample.discount }, f32.fromF64(discount)));
      put(sample.action, i32.multiply(action, i32.const(VECTOR_BYTES)));
      put(sample.nextMask, i32.multiply(row, i32.const(actionCount)));
      builder.set(target, i32.add(target, i32.const(sample.bytes)));
    });
  });
}
