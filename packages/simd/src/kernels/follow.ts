import { EARLY_AVERAGING } from "@drumlin/core/backend";
import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32, f32x4, f64 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { Vectors } from "../assembler/vectors.ts";
import { type Layout, type MixtureOffsets, Numbers } from "../layout.ts";
import { addCompensated } from "./compensated-sum.ts";
import { refreshDiagonalForms } from "./diagonal-form.ts";
import { eachRecord } from "./loops.ts";
import { copyTransposed, eachProduct, packedIndex, scratchMatrix, squareMatrix } from "./matrix.ts";
import { numberAddress } from "./numbers.ts";
import { FORM_SCALE } from "./squared-distance.ts";

/** Defines `refreshWeights(groups)`: the current mixture's ξ_{k,a} = Π_j υ_{j,k,a}. */
export function defineRefreshWeights(module: ModuleBuilder, layout: Layout): number {
  const { hill, options } = layout;
  const { actionCount, factorCount } = options;
  return module.define("refreshWeights", ["i32"], (builder) => {
    const [groups] = builder.parameters;
    eachRecord(builder, layout.hills, groups, hill.bytes, (group) => {
      const factors = new Vectors(group, hill.factors);
      const weights = new Vectors(group, hill.current.weights);
      builder.each(0, actionCount, layout.unrolledActions, (a) => {
        const own = factors.from(a);
        const each = Array.from({ length: factorCount }, (_, j) => own.get(j * actionCount));
        builder.do(weights.put(a, each.reduce(f32x4.mul)));
      });
    });
  });
}

/** Defines `refreshForms(groups)`: the current mixture's quadratic forms, of P = WᵀW. */
export function defineRefreshForms(module: ModuleBuilder, layout: Layout): number {
  const { hill } = layout;
  return module.define("refreshForms", ["i32"], (builder) => {
    const [groups] = builder.parameters;
    eachRecord(builder, layout.hills, groups, hill.bytes, (group) => {
      if (layout.isDiagonal) return refreshDiagonalForms(builder, layout, group);
      const columns = scratchMatrix(layout, 0);
      copyTransposed(builder, layout, columns, squareMatrix(layout, group, hill.frames));
      const forms = new Vectors(group, hill.current.forms);
      eachProduct(builder, layout, "upper", columns, columns, (i, j, sum, isDiagonal) => {
        const scale = builder.constant(isDiagonal ? FORM_SCALE : 2 * FORM_SCALE);
        builder.do(forms.put(packedIndex(layout, i, j), f32x4.mul(sum, scale)));
      });
    });
  });
}

/** Defines `follow(groups)`: the target and the average move towards the current mixture. */
export function defineFollow(module: ModuleBuilder, layout: Layout): number {
  const { hill, options } = layout;
  return module.define("follow", ["i32"], (builder) => {
    const [groups] = builder.parameters;
    const updates = builder.let(f64.load(numberAddress(layout, Numbers.updateCount)));
    const approach = (mixture: MixtureOffsets, low: number, rate: Value<"f64">) => {
      const step = builder.let(f32x4.splat(f32.fromF64(rate)));
      eachRecord(builder, layout.hills, groups, hill.bytes, (group) =>
        approachMixture(builder, layout, group, mixture, low, step),
      );
    };
    const { target, targetInterval, targetRate, averagingRate } = options;
    if (target === "soft") approach(hill.target, hill.targetLow, f64.const(targetRate));
    if (target === "hard") {
      const periods = f64.floor(f64.div(updates, f64.const(targetInterval)));
      const rest = f64.sub(updates, f64.mul(periods, f64.const(targetInterval)));
      builder.when(f64.lessThan(rest, f64.const(1)), () => {
        eachRecord(builder, layout.hills, groups, hill.bytes, (group) => copyMixture(builder, layout, group));
      });
    }
    if (averagingRate < 1) {
      const early = f64.div(f64.const(EARLY_AVERAGING), updates);
      const rate = f64.min(f64.const(1), f64.max(f64.const(averagingRate), early));
      approach(hill.averaged, hill.averagedLow, rate);
    }
  });
}

/** copy ← copy + rate·(current − copy), number by number. */
function approachMixture(
  builder: FunctionBuilder,
  layout: Layout,
  group: Value<"i32">,
  mixture: MixtureOffsets,
  low: number,
  rate: Value<"v128">,
): void {
  const { hill, unrolled } = layout;
  const source = new Vectors(group, hill.current.means);
  const copy = new Vectors(group, mixture.means);
  builder.each(0, mixtureSize(layout), unrolled && layout.unrolledActions, (i) => {
    const change = f32x4.mul(rate, f32x4.sub(source.get(i), copy.get(i)));
    addCompensated(builder, copy, new Vectors(group, low), i, change);
  });
}

/** target ← current */
function copyMixture(builder: FunctionBuilder, layout: Layout, group: Value<"i32">): void {
  const { hill } = layout;
  const target = new Vectors(group, hill.target.means);
  const source = new Vectors(group, hill.current.means);
  builder.loop(0, mixtureSize(layout), 1, (i) => builder.do(target.put(i, source.get(i))));
}

/** Vectors of a mixture: its means, forms and weights stand one behind the other. */
function mixtureSize({ packed, options }: Layout): number {
  return options.observationSize + packed + options.actionCount;
}
