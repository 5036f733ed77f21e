import type { LearnerOptions } from "@drumlin/core/backend";
import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Index, Variable } from "../assembler/function-builder.ts";
import { f32, f32x4, f64, i32, v128 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { Vectors } from "../assembler/vectors.ts";
import { type Layout, Numbers } from "../layout.ts";
import { diagonalMixtureGradient, diagonalParameterGradient } from "./diagonal-gradient.ts";
import { eachRecord, lanesSum } from "./loops.ts";
import { eachPacked, eachProduct, packedIndex, scratchMatrix, squareMatrix } from "./matrix.ts";
import { mixtureGradient } from "./mixture-gradient.ts";
import { numberAddress } from "./numbers.ts";
import { FORM_SCALE } from "./squared-distance.ts";

/**
 * Defines `gradient(groups, sparsity)`: the loss's gradient on every parameter's manifold (method §4), to the gradient
 * records; its norm, and the loss with its penalty, to the learner's numbers.
 */
export function defineGradient(module: ModuleBuilder, layout: Layout): number {
  const { hill, gradient: offsets, options } = layout;
  const { observationSize: size, actionCount } = options;
  return module.define("gradient", ["i32", "f32"], (builder) => {
    const [groups, sparsity] = builder.parameters;
    const decay = builder.let(f32x4.mul(f32x4.splat(sparsity), f32x4.const(2)));
    const squares = builder.let(f32x4.const(0));
    const mirroredSquares = builder.let(f32x4.const(0));
    const penalised = builder.let(f32x4.const(0));
    const addSquare = (sum: Variable<"v128">, value: Value<"v128">) => {
      const entry = builder.let(value);
      builder.set(sum, f32x4.add(sum, f32x4.mul(entry, entry)));
    };
    const kept = builder.let(i32.const(layout.gaussians));
    const gradient = builder.let(i32.const(layout.gradients));
    eachRecord(builder, layout.hills, groups, hill.bytes, (group) => {
      if (layout.isDiagonal) {
        diagonalMixtureGradient(builder, layout, group, gradient, kept);
        diagonalParameterGradient(builder, layout, group, gradient, (entry) => addSquare(squares, entry));
      } else {
        mixtureGradient(builder, layout, group, gradient, kept);
        meanGradient(builder, layout, group, gradient);
        frameGradient(builder, layout, group, gradient, (entry, isDiagonal) =>
          addSquare(isDiagonal ? squares : mirroredSquares, entry),
        );
      }
      builder.each(0, size, layout.unrolled, (i) =>
        addSquare(squares, new Vectors(gradient, offsets.means).get(i)),
      );
      builder.each(0, actionCount, layout.unrolledActions, (a) => {
        const factors = factorGradients(builder, layout, group, gradient, a, decay);
        for (const { factor, slope } of factors) {
          addSquare(squares, slope);
          if (options.penalty === "factors") addSquare(penalised, factor);
          else builder.set(penalised, f32x4.add(penalised, f32x4.abs(factor)));
        }
      });
      builder.set(gradient, i32.add(gradient, i32.const(offsets.bytes)));
    });
    const allSquares = f32x4.add(squares, f32x4.add(mirroredSquares, mirroredSquares));
    const norm = f64.sqrt(f64.fromF32(lanesSum(builder, allSquares)));
    builder.do(f64.store(numberAddress(layout, Numbers.gradientNorm), norm));
    const weight = options.penalty === "factors" ? sparsity : f32.add(sparsity, sparsity);
    const penalty = f64.mul(f64.fromF32(weight), f64.fromF32(lanesSum(builder, penalised)));
    const loss = f64.load(numberAddress(layout, Numbers.loss));
    builder.do(f64.store(numberAddress(layout, Numbers.loss), f64.add(loss, penalty)));
  });
}

/** ∂L/∂m = 2 P Σ_t f_t d_t, P given by its packed form with off-diagonals doubled. */
function meanGradient(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
): void {
  const { unrolled, options, hill, gradient: offsets } = layout;
  const size = options.observationSize;
  const pulls = new Vectors(gradient, offsets.pulls);
  const out = new Vectors(gradient, offsets.means);
  const scale = builder.constant(1 / FORM_SCALE);
  const forms = new Vectors(group, hill.current.forms);
  builder.each(0, size, unrolled, (i) => builder.do(out.put(i, f32x4.const(0))));
  const add = (i: Index, value: Value<"v128">) => builder.do(out.put(i, f32x4.add(out.get(i), value)));
  eachPacked(builder, layout, (index, i, j) => {
    const entry = builder.let(f32x4.mul(forms.get(index), scale));
    add(i, f32x4.mul(entry, pulls.get(j)));
    // On the diagonal once more: 2 P_ii; elsewhere the doubled entry is 2 P_ij already.
    add(j, f32x4.mul(entry, pulls.get(i)));
  });
}

/** ĝ = W S Wᵀ, the Riemannian gradient in the moving frame (method §5), packed, from S in the first scratch matrix. */
function frameGradient(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  addSquare: (value: Value<"v128">, isDiagonal: boolean) => void,
): void {
  const frame = squareMatrix(layout, group, layout.hill.frames);
  const out = new Vectors(gradient, layout.gradient.frames);
  const scatter = scratchMatrix(layout, 0);
  const product = scratchMatrix(layout, 1);
  eachProduct(builder, layout, "all", frame, scatter, (i, j, sum) => product.put(builder, i, j, sum));
  eachProduct(builder, layout, "upper", product, frame, (i, j, sum, isDiagonal) => {
    builder.do(out.put(packedIndex(layout, i, j), sum));
    addSquare(sum, isDiagonal);
  });
}

/** ∂L/∂υ_{j,k,a} = (∂L/∂ξ_{k,a}) Π_{l≠j} υ_{l,k,a} (method §4) and what the penalty adds, stored; for j = 0 … J − 1. */
function factorGradients(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  gradient: Value<"i32">,
  action: Index,
  decay: Value<"v128">,
): { factor: Value<"v128">; slope: Value<"v128"> }[] {
  const { hill, gradient: offsets, options } = layout;
  const { actionCount, factorCount } = options;
  const weightSlope = new Vectors(gradient, offsets.weights).get(action);
  // Lanes without a hill: their factors are 0 and must stay so.
  const slope = builder.let(f32x4.mul(weightSlope, new Vectors(group, hill.live).get(0)));
  const own = new Vectors(group, hill.factors).from(action);
  const out = new Vectors(gradient, offsets.factors).from(action);
  const factors = Array.from({ length: factorCount }, (_, j) => builder.let(own.get(j * actionCount)));
  // Products before and after j instead of a division: a factor may be 0.
  let before = slope;
  const befores = factors.map((factor) => {
    const product = before;
    before = builder.let(f32x4.mul(before, factor));
    return product;
  });
  let after: Value<"v128"> | undefined;
  const slopes: Value<"v128">[] = [];
  for (let j = factorCount - 1; j >= 0; j--) {
    const others = after ? f32x4.mul(befores[j], after) : befores[j];
    const penalty = penaltySlope(options.penalty, factors[j], decay);
    slopes[j] = builder.let(penalty ? f32x4.add(others, penalty) : others);
    builder.do(out.put(j * actionCount, slopes[j]));
    after = after ? builder.let(f32x4.mul(after, factors[j])) : factors[j];
  }
  return factors.map((factor, j) => ({ factor, slope: slopes[j] }));
}

/** 2ρ υ, or the subgradient 2ρ sign(ξ), `decay` being 2ρ; nothing where a soft threshold follows the step. */
function penaltySlope(
  penalty: LearnerOptions["penalty"],
  factor: Value<"v128">,
  decay: Value<"v128">,
): Value<"v128"> | undefined {
  if (penalty === "factors") return f32x4.mul(decay, factor);
  if (penalty === "l1-proximal") return undefined;
  const zero = f32x4.const(0);
  const above = v128.and(f32x4.greaterThan(factor, zero), decay);
  return f32x4.sub(above, v128.and(f32x4.lessThan(factor, zero), decay));
}
