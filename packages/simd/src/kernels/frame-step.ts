import { LONGEST_STEP } from "@drumlin/core/backend";
import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32x4 } from "../assembler/instructions.ts";
import { Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";
import { type BiasCorrections, firstMoment, inverseSpread } from "./adam.ts";
import { addCompensated } from "./compensated-sum.ts";
import { eachEntry, Matrix, putProduct, scratchMatrix } from "./matrix.ts";
import { exponentialMinusIdentity } from "./symmetric-exponential.ts";

/**
 * One step of Riemannian Adam (Bécigneul & Ganea 2019), AMSGrad or gradient descent for the frames of a group (method §5):
 * X̂ = −η m̂/(√v̂ + ε), W ← exp(−X̂/2) W. Transport leaves the momentum as it is.
 */
export function stepFrames(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  rate: Value<"v128">,
  corrections: BiasCorrections,
): void {
  const { hill, gradient: offsets, options } = layout;
  const { observationSize: size, optimizer } = options;
  const { first, second, greatest } = hill.frameMoments;
  const gradients = new Matrix(new Vectors(gradient, offsets.frames), size);
  const momenta = new Matrix(new Vectors(group, first), size);
  const direction = scratchMatrix(layout, 0);
  const gradientSquare = builder.let(f32x4.const(0));
  const directionSquare = builder.let(f32x4.const(0));
  eachEntry(builder, layout, "all", (i, j) => {
    const slope = builder.let(gradients.get(i, j));
    const entry =
      optimizer === "sgd" ? slope : firstMoment(builder, momenta.entries, momenta.index(i, j), slope);
    builder.set(gradientSquare, f32x4.add(gradientSquare, f32x4.mul(slope, slope)));
    builder.set(directionSquare, f32x4.add(directionSquare, f32x4.mul(entry, entry)));
    direction.put(builder, i, j, entry);
  });
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

  const product = scratchMatrix(layout, 1);
  const [limited, limitedNorm] = [wanted, norm].map((value) => f32x4.div(value, excess));
  exponentialMinusIdentity(
    builder,
    layout,
    direction,
    product,
    scratchMatrix(layout, 2),
    limited,
    limitedNorm,
  );
  const frames = new Matrix(new Vectors(group, hill.frames), size);
  putProduct(builder, layout, "all", product, direction.entry, frames.entry);
  eachEntry(builder, layout, "all", (i, j) => {
    const low = new Vectors(group, hill.framesLow);
    addCompensated(builder, frames.entries, low, frames.index(i, j), product.get(i, j));
  });
}
