import { MEAN_TD_ERROR_RATE } from "@drumlin/core/backend";
import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Variable } from "../assembler/function-builder.ts";
import { f32, f32x4, f64, i32 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { elementAddress, VECTOR_BYTES, Vectors } from "../assembler/vectors.ts";
import { type Layout, Numbers } from "../layout.ts";
import { lanesSum } from "./loops.ts";
import { numberAddress } from "./numbers.ts";

type Each = (sample: Value<"i32">, index: Value<"i32">) => void;

/** `body` for every sample of the minibatch but its padding. */
function eachSample(builder: FunctionBuilder, layout: Layout, body: Each): void {
  const sample = builder.let(i32.const(layout.samples));
  builder.loop(0, layout.options.batchSize, 1, (t) => {
    body(sample, t);
    builder.set(sample, i32.add(sample, i32.const(layout.sample.bytes)));
  });
}

/** The sum of one of a sample's `values`, which is 0 afterwards, ready for the next pass. */
function takeValue(builder: FunctionBuilder, values: Vectors, index: Variable<"i32"> | number): Value<"f32"> {
  const value = lanesSum(builder, values.get(index));
  builder.do(values.put(index, f32x4.const(0)));
  return value;
}

/** Defines `takeValues`: each sample's single sum becomes its `value`, Q(s_t, a_t). */
export function defineTakeValues(module: ModuleBuilder, layout: Layout): number {
  const { sample } = layout;
  return module.define("takeValues", [], (builder) => {
    eachSample(builder, layout, (pointer) => {
      const value = takeValue(builder, new Vectors(pointer, sample.values), 0);
      builder.do(f32.store({ pointer, offset: sample.value }, value));
    });
  });
}

/**
 * `max` and `argmax` of a sample's sums over the actions that its mask allows; the first of equals. Takes all sums.
 */
function bestAllowed(
  builder: FunctionBuilder,
  layout: Layout,
  pointer: Value<"i32">,
): { best: Variable<"f32">; action: Variable<"i32"> } {
  const { sample, buffer, options } = layout;
  const best = builder.let(f32.const(Number.NEGATIVE_INFINITY));
  const action = builder.let(i32.const(0));
  const mask = builder.let(i32.load({ pointer, offset: sample.nextMask }));
  builder.loop(0, options.actionCount, 1, (a) => {
    const value = takeValue(builder, new Vectors(pointer, sample.values), a);
    const allowed = i32.load8(elementAddress(mask, buffer.nextMasks, a, 1));
    builder.when(i32.and(allowed, f32.greaterThan(value, best)), () => {
      builder.set(best, value);
      builder.set(action, a);
    });
  });
  return { best, action };
}

/** Defines `chooseNextActions`: argmax_a of each sample's sums becomes its `nextAction` (double Q; van Hasselt et al. 2016). */
export function defineChooseNextActions(module: ModuleBuilder, layout: Layout): number {
  const offset = layout.sample.nextAction;
  return module.define("chooseNextActions", [], (builder) => {
    eachSample(builder, layout, (pointer) => {
      const { action } = bestAllowed(builder, layout, pointer);
      builder.do(i32.store({ pointer, offset }, i32.multiply(action, i32.const(VECTOR_BYTES))));
    });
  });
}

/**
 * Defines `tdErrors`: δ_t = Q(s_t, a_t) − r_t − discount_t · v_t (method §3), v_t the greatest of the sums of the target's
 * values, or their only one where double Q chose an action.
 */
export function defineTdErrors(module: ModuleBuilder, layout: Layout, isChosen: boolean): number {
  const { sample } = layout;
  return module.define("tdErrors", [], (builder) => {
    eachSample(builder, layout, (pointer, t) => {
      const nextValue = isChosen
        ? takeValue(builder, new Vectors(pointer, sample.values), 0)
        : bestAllowed(builder, layout, pointer).best;
      const read = (offset: number) => f64.fromF32(f32.load({ pointer, offset }));
      const target = f64.add(read(sample.reward), f64.mul(read(sample.discount), f64.fromF32(nextValue)));
      const at = elementAddress(i32.const(0), layout.tdErrors, t, 8);
      builder.do(f64.store(at, f64.sub(read(sample.value), target)));
    });
  });
}

/**
 * Defines `slopes`: running mean |δ|, the loss's mean over the minibatch, and every c_t = ∂L/∂Q(s_t, a_t) =
 * 2·importance_t·clip(δ_t, ±κ)/T (Huber; κ = ∞ is the squared loss).
 */
export function defineSlopes(module: ModuleBuilder, layout: Layout): number {
  const { options, sample } = layout;
  const { batchSize, loss, huberThreshold } = options;
  const none = i32.const(0);
  return module.define("slopes", [], (builder) => {
    const number = (index: number) => f64.load(numberAddress(layout, index));
    const setNumber = (index: number, value: Value<"f64">) =>
      builder.do(f64.store(numberAddress(layout, index), value));
    const errorAt = (t: Value<"i32">) => f64.load(elementAddress(none, layout.tdErrors, t, 8));

    const sum = builder.let(f64.const(0));
    builder.loop(0, batchSize, 1, (t) => builder.set(sum, f64.add(sum, f64.abs(errorAt(t)))));
    setNumber(Numbers.tdErrorCount, f64.add(number(Numbers.tdErrorCount), f64.const(1)));
    const rate = f64.max(f64.const(MEAN_TD_ERROR_RATE), f64.div(f64.const(1), number(Numbers.tdErrorCount)));
    const mean = number(Numbers.meanTdError);
    const distance = f64.sub(f64.div(sum, f64.const(batchSize)), mean);
    setNumber(Numbers.meanTdError, f64.add(mean, f64.mul(rate, distance)));

    const threshold = builder.let(
      loss === "squared"
        ? f64.const(Number.POSITIVE_INFINITY)
        : loss === "huber"
          ? f64.const(huberThreshold)
          : f64.mul(f64.const(huberThreshold), number(Numbers.meanTdError)),
    );
    const total = builder.let(f64.const(0));
    eachSample(builder, layout, (pointer, t) => {
      const error = builder.let(errorAt(t));
      const importance = builder.let(f64.load(elementAddress(none, layout.importance, t, 8)));
      const size = builder.let(f64.abs(error));
      const height = builder.let(f64.mul(size, size));
      builder.when(f64.lessThan(threshold, size), () => {
        const linear = f64.sub(f64.mul(f64.const(2), size), threshold);
        builder.set(height, f64.mul(threshold, linear));
      });
      builder.set(total, f64.add(total, f64.mul(importance, height)));
      const clipped = f64.max(f64.min(error, threshold), f64.sub(f64.const(0), threshold));
      const slope = f64.mul(f64.mul(clipped, importance), f64.const(2 / batchSize));
      builder.do(f32.store({ pointer, offset: sample.slope }, f32.fromF64(slope)));
    });
    setNumber(Numbers.loss, f64.div(total, f64.const(batchSize)));
  });
}
