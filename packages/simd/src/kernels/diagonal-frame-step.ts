import { LONGEST_STEP } from "@drumlin/core/backend";
import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32, f32x4 } from "../assembler/instructions.ts";
import { Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";
import { type BiasCorrections, firstMoment, inverseSpread } from "./adam.ts";
import { addCompensated } from "./compensated-sum.ts";
import { greatestLane } from "./loops.ts";
import { TAYLOR_NORM } from "./symmetric-exponential.ts";

/** Terms of eʸ − 1 = y + y²/2! + … up to |y| = 1, beyond which no step goes: 1/12! ≈ 2e-9 is below float32's rounding. */
const TERMS = 11;

/**
 * One step of Riemannian Adam (Bécigneul & Ganea 2019), AMSGrad or gradient descent for the diagonal frames of a group (method §5):
 * x̂ = −η m̂/(√v̂ + ε) with one v̂ a hill, w_i ← exp(−x̂_i/2) w_i. Transport leaves the momentum as it is. `whenLong` as in `stepFrames`.
 */
export function stepDiagonalFrames(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  rate: Value<"v128">,
  corrections: BiasCorrections,
  whenLong: () => void,
): void {
  const { hill, gradient: offsets, options, unrolled } = layout;
  const { observationSize, optimizer } = options;
  const { first, second, greatest } = hill.frameMoments;
  const gradients = new Vectors(gradient, offsets.frames);
  const momenta = new Vectors(group, first);
  const gradientSquare = builder.let(f32x4.const(0));
  const directionSquare = builder.let(f32x4.const(0));
  builder.each(0, observationSize, unrolled, (i) => {
    const slope = builder.let(gradients.get(i));
    const entry = optimizer === "sgd" ? slope : firstMoment(builder, momenta, i, slope);
    builder.set(gradientSquare, f32x4.add(gradientSquare, f32x4.mul(slope, slope)));
    builder.set(directionSquare, f32x4.add(directionSquare, f32x4.mul(entry, entry)));
  });
  // y = −x̂/2 is `scale` times the direction.
  let scale = f32x4.mul(rate, f32x4.const(0.5));
  if (optimizer !== "sgd") {
    const most = optimizer === "amsgrad" ? new Vectors(group, greatest) : undefined;
    const spread = inverseSpread(builder, new Vectors(group, second), most, 0, gradientSquare, corrections);
    scale = f32x4.mul(f32x4.mul(scale, corrections.first), spread);
  }
  const wanted = builder.let(scale);
  const norm = builder.let(f32x4.mul(wanted, f32x4.sqrt(directionSquare)));
  const excess = builder.let(f32x4.greater(f32x4.div(norm, f32x4.const(LONGEST_STEP / 2)), f32x4.const(1)));
  const limited = builder.let(f32x4.div(wanted, excess));

  const direction = optimizer === "sgd" ? gradients : momenta;
  const frames = new Vectors(group, hill.frames);
  const low = new Vectors(group, hill.framesLow);
  builder.each(0, observationSize, unrolled, (i) => {
    const y = builder.let(f32x4.mul(direction.get(i), limited));
    const change = f32x4.mul(exponentialMinusOne(builder, y), frames.get(i));
    addCompensated(builder, frames, low, i, change);
  });
  const longest = greatestLane(builder, f32x4.div(norm, excess));
  builder.when(f32.greaterThan(longest, f32.const(TAYLOR_NORM)), whenLong);
}

/** eʸ − 1 = y (1 + y/2 (1 + y/3 (1 + …))): without the 1, since a step of 1e-3 would lose three digits to it. */
function exponentialMinusOne(builder: FunctionBuilder, y: Value<"v128">): Value<"v128"> {
  const one = f32x4.const(1);
  let inner = builder.let(one);
  for (let n = TERMS; n > 1; n--) {
    inner = builder.let(f32x4.add(f32x4.mul(f32x4.mul(y, f32x4.const(1 / n)), inner), one));
  }
  return builder.let(f32x4.mul(y, inner));
}
