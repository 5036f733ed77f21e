import { largestFactor } from "@drumlin/core/backend";
import type { Value } from "../assembler/code.ts";
import { f32, f32x4, f64, i32 } from "../assembler/instructions.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { Vectors } from "../assembler/vectors.ts";
import { type Layout, Units } from "../layout.ts";
import { biasCorrections, stepCoordinates } from "./adam.ts";
import { stepDiagonalFrames } from "./diagonal-frame-step.ts";
import { stepFrames } from "./frame-step.ts";
import { eachRecord } from "./loops.ts";
import { unitAddress } from "./numbers.ts";
import { measureReach, reachShare } from "./reach.ts";

/** Step sizes count as no greater, so that their products with Adam's 1/ε stay finite: every step is the longest by then. */
const LARGEST_RATE = 1e25;

/**
 * Defines `descend(groups, learningRateFactor, sparsity)`: every parameter of every group takes a step against its gradient, and with
 * the penalty `l1-proximal` weights are brought nearer to 0. Notes where a frame's step was long.
 */
export function defineDescend(module: ModuleBuilder, layout: Layout): number {
  const { hill, gradient: offsets, options } = layout;
  const { observationSize, actionCount, factorCount } = options;
  return module.define("descend", ["i32", "f32", "f32"], (builder) => {
    const [groups, factor, sparsity] = builder.parameters;
    const rateOf = (learningRate: number) =>
      builder.let(f32x4.mul(f32x4.splat(factor), f32x4.const(Math.min(learningRate, LARGEST_RATE))));
    const meanRate = rateOf(options.meanLearningRate);
    const frameRate = rateOf(options.covarianceLearningRate);
    const factorRate = rateOf(options.weightLearningRate);
    const isProximal = options.penalty === "l1-proximal";
    const doubled = isProximal ? builder.let(f32x4.splat(f32.add(sparsity, sparsity))) : undefined;
    const corrections = biasCorrections(builder, layout);
    const resting = options.restingReach === 0 ? undefined : measureReach(builder, layout, groups);
    const gradient = builder.let(i32.const(layout.gradients));
    eachRecord(builder, layout.hills, groups, hill.bytes, (group) => {
      const share = resting && reachShare(builder, layout, gradient, resting);
      const shareOf = (rate: Value<"v128">) => (share ? builder.let(f32x4.mul(rate, share)) : rate);
      const means = {
        numbers: new Vectors(group, hill.current.means),
        low: new Vectors(group, hill.meansLow),
        gradients: new Vectors(gradient, offsets.means),
        moments: hill.meanMoments,
        count: observationSize,
        unrolled: layout.unrolled,
      };
      stepCoordinates(builder, layout, group, means, shareOf(meanRate), corrections);
      const stepOfForm = layout.isDiagonal ? stepDiagonalFrames : stepFrames;
      stepOfForm(builder, layout, group, gradient, shareOf(frameRate), corrections, () => {
        builder.do(f64.store(unitAddress(layout, Units.isLong), f64.const(1)));
      });
      const factors = {
        numbers: new Vectors(group, hill.factors),
        low: new Vectors(group, hill.factorsLow),
        gradients: new Vectors(gradient, offsets.factors),
        moments: hill.factorMoments,
        count: factorCount * actionCount,
        unrolled: layout.unrolledActions,
        largest: largestFactor(factorCount),
      };
      stepCoordinates(builder, layout, group, factors, factorRate, corrections, doubled);
      builder.set(gradient, i32.add(gradient, i32.const(offsets.bytes)));
    });
  });
}
