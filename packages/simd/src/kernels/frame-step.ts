import { LONGEST_STEP } from "@drumlin/core/backend";
import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32x4 } from "../assembler/instructions.ts";
import { Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";
import { type BiasCorrections, firstMoment, inverseSpread } from "./adam.ts";
import { addCompensated } from "./compensated-sum.ts";
import { greatestLane } from "./loops.ts";
import { copyTransposed, eachPacked, eachProduct, scratchMatrix, squareMatrix } from "./matrix.ts";
import { exponentialMinusIdentity } from "./symmetric-exponential.ts";

/**
 * One step of Riemannian Adam (Bécigneul & Ganea 2019), AMSGrad or gradient descent for the frames of a group (method §5):
 * X̂ = −η m̂/(√v̂ + ε), W ← exp(−X̂/2) W. Transport leaves the momentum as it is. All of it is symmetric but W. `whenLong`
 * writes what follows a step of which X̂/2 is longer than `TAYLOR_NORM`.
 */
export function stepFrames(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  rate: Value<"v128">,
  corrections: BiasCorrections,
  whenLong: () => void,
): void {
  const { hill, gradient: offsets, options } = layout;
  const { optimizer } = options;
  const { first, second, greatest } = hill.frameMoments;
  const gradients = new Vectors(gradient, offsets.frames);
  const momenta = squareMatrix(layout, group, first);
  const newSum = () => builder.let(f32x4.const(0));
  const onDiagonal = { gradient: newSum(), direction: newSum() };
  const above = { gradient: newSum(), direction: newSum() };
  eachPacked(builder, layout, (index, i, j, isDiagonal) => {
    const slope = builder.let(gradients.get(index));
    const entry =
      optimizer === "sgd" ? slope : firstMoment(builder, momenta.entries, momenta.index(i, j), slope);
    const sums = isDiagonal ? onDiagonal : above;
    builder.set(sums.gradient, f32x4.add(sums.gradient, f32x4.mul(slope, slope)));
    builder.set(sums.direction, f32x4.add(sums.direction, f32x4.mul(entry, entry)));
  });
  const [gradientSquare, directionSquare] = (["gradient", "direction"] as const).map((name) =>
    builder.let(f32x4.add(onDiagonal[name], f32x4.add(above[name], above[name]))),
  );
  // −X̂/2 is `scale` times the direction.
  let scale = f32x4.mul(rate, f32x4.const(0.5));
  if (optimizer !== "sgd") {
    const most = optimizer === "amsgrad" ? new Vectors(group, greatest) : undefined;
    const spread = inverseSpread(builder, new Vectors(group, second), most, 0, gradientSquare, corrections);
    scale = f32x4.mul(f32x4.mul(scale, corrections.first), spread);
  }
  const wanted = builder.let(scale);
  const norm = builder.let(f32x4.mul(wanted, f32x4.sqrt(directionSquare)));
  const longest = f32x4.const(LONGEST_STEP / 2);
  const excess = builder.let(f32x4.greater(f32x4.div(norm, longest), f32x4.const(1)));

  const [change, scratch, square] = ([0, 1, 2] as const).map((slot) => scratchMatrix(layout, slot));
  exponentialMinusIdentity(
    builder,
    layout,
    change,
    scratch,
    square,
    (index, i, j) => (optimizer === "sgd" ? gradients.get(index) : momenta.get(i, j)),
    builder.let(f32x4.div(wanted, excess)),
    greatestLane(builder, f32x4.div(norm, excess)),
    whenLong,
  );
  const frames = squareMatrix(layout, group, hill.frames);
  const low = new Vectors(group, hill.framesLow);
  copyTransposed(builder, layout, scratch, frames);
  eachProduct(builder, layout, "all", change, scratch, (i, j, sum) =>
    addCompensated(builder, frames.entries, low, frames.index(i, j), sum),
  );
}
