import { ADAM_EPSILON, FIRST_DECAY, LONGEST_STEP, SECOND_DECAY } from "@drumlin/core/backend";
import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Index, Variable } from "../assembler/function-builder.ts";
import { f32, f32x4, f64 } from "../assembler/instructions.ts";
import { Vectors } from "../assembler/vectors.ts";
import { type Layout, type Moments, Numbers } from "../layout.ts";
import { addCompensated } from "./compensated-sum.ts";
import { numberAddress } from "./numbers.ts";
import { softThreshold } from "./soft-threshold.ts";

/** Second moments never fall below it: ε² is far above, float32's subnormals, which cost a processor dearly, far below. */
const LEAST_SECOND_MOMENT = 1e-30;
/** First moments far below it become 0 when it is added and taken away; rounding would keep 0.9 times a subnormal as it is. */
const NEGLIGIBLE_MOMENT = 1e-20;

/** The bias corrections 1/(1 − β₁ⁿ) and 1/(1 − β₂ⁿ) of this step, in every lane. */
export interface BiasCorrections {
  readonly first: Value<"v128">;
  readonly second: Value<"v128">;
}

/** Advances β₁ⁿ and β₂ⁿ, which are part of the learner's state. */
export function biasCorrections(builder: FunctionBuilder, layout: Layout): BiasCorrections {
  const correction = (index: number, decay: number) => {
    const address = numberAddress(layout, index);
    const power = builder.let(f64.mul(f64.load(address), f64.const(decay)));
    builder.do(f64.store(address, power));
    const one = f64.const(1);
    return builder.let(f32x4.splat(f32.fromF64(f64.div(one, f64.sub(one, power)))));
  };
  return {
    first: correction(Numbers.firstPower, FIRST_DECAY),
    second: correction(Numbers.secondPower, SECOND_DECAY),
  };
}

/** m ← β₁ m + (1 − β₁) g, stored; returns it. */
export function firstMoment(
  builder: FunctionBuilder,
  moments: Vectors,
  index: Index,
  gradient: Value<"v128">,
): Variable<"v128"> {
  const decayed = f32x4.mul(moments.get(index), builder.constant(FIRST_DECAY));
  const sum = f32x4.add(decayed, f32x4.mul(gradient, builder.constant(1 - FIRST_DECAY)));
  const negligible = builder.constant(NEGLIGIBLE_MOMENT);
  const moment = builder.let(f32x4.sub(f32x4.add(sum, negligible), negligible));
  builder.do(moments.put(index, moment));
  return moment;
}

/**
 * 1 / (√(v̂) + ε) after v ← β₂ v + (1 − β₂) `square`; for AMSGrad (Reddi et al. 2018) with the greatest v so far.
 */
export function inverseSpread(
  builder: FunctionBuilder,
  second: Vectors,
  greatest: Vectors | undefined,
  index: Index,
  square: Value<"v128">,
  corrections: BiasCorrections,
): Value<"v128"> {
  const decayed = f32x4.mul(second.get(index), builder.constant(SECOND_DECAY));
  const sum = f32x4.add(decayed, f32x4.mul(square, builder.constant(1 - SECOND_DECAY)));
  let moment = builder.let(f32x4.greater(sum, builder.constant(LEAST_SECOND_MOMENT)));
  builder.do(second.put(index, moment));
  if (greatest) {
    moment = builder.let(f32x4.greater(greatest.get(index), moment));
    builder.do(greatest.put(index, moment));
  }
  const root = f32x4.sqrt(f32x4.mul(moment, corrections.second));
  return f32x4.div(builder.constant(1), f32x4.add(root, builder.constant(ADAM_EPSILON)));
}

/** Where `count` coordinates of a group stand, with their gradients and moments. */
export interface Coordinates {
  readonly numbers: Vectors;
  readonly low: Vectors;
  readonly gradients: Vectors;
  readonly moments: Moments;
  readonly count: number;
  readonly unrolled: boolean;
  /** No coordinate goes beyond this size. */
  readonly largest?: number;
}

/**
 * One step of Adam, AMSGrad or gradient descent on ordinary coordinates, none longer than `LONGEST_STEP`; `rate` is the learning rate in every lane. Then, where λ‖x‖₁ is
 * to be minimised, too, the soft threshold at `l1` = λ times each coordinate's own step size (ProxGen: Yun, Lozano & Yang 2021).
 */
export function stepCoordinates(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  coordinates: Coordinates,
  rate: Value<"v128">,
  corrections: BiasCorrections,
  l1?: Value<"v128">,
): void {
  const { numbers, low, gradients, moments, count, unrolled, largest } = coordinates;
  const { optimizer } = layout.options;
  builder.each(0, count, unrolled, (i) => {
    const gradient = builder.let(gradients.get(i));
    let step: Value<"v128">;
    let stepSize = rate;
    if (optimizer === "sgd") {
      step = f32x4.mul(rate, gradient);
    } else {
      const moment = firstMoment(builder, new Vectors(group, moments.first), i, gradient);
      const second = new Vectors(group, moments.second);
      const greatest = optimizer === "amsgrad" ? new Vectors(group, moments.greatest) : undefined;
      const square = f32x4.mul(gradient, gradient);
      const inverse = inverseSpread(builder, second, greatest, i, square, corrections);
      stepSize = builder.let(f32x4.mul(rate, inverse));
      step = f32x4.mul(f32x4.mul(moment, corrections.first), stepSize);
    }
    step = f32x4.lesser(step, builder.constant(LONGEST_STEP));
    step = f32x4.greater(step, builder.constant(-LONGEST_STEP));
    if (largest !== undefined) step = keptWithin(builder, numbers.get(i), step, largest);
    addCompensated(builder, numbers, low, i, f32x4.negate(step));
    if (l1) softThreshold(builder, numbers, low, i, builder.let(f32x4.mul(l1, stepSize)));
  });
}

/** The step, or what of it takes no number beyond ± `largest`. */
function keptWithin(
  builder: FunctionBuilder,
  number: Value<"v128">,
  step: Value<"v128">,
  largest: number,
): Value<"v128"> {
  const before = builder.let(number);
  const most = f32x4.add(before, builder.constant(largest));
  const least = f32x4.sub(before, builder.constant(largest));
  return f32x4.greater(f32x4.lesser(step, most), least);
}
