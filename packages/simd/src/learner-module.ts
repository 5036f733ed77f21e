import { GREATEST_PRECISION, LEAST_PRECISION } from "@drumlin/core/backend";
import { f64 } from "./assembler/instructions.ts";
import { ModuleBuilder } from "./assembler/module-builder.ts";
import { defineDescend } from "./kernels/descend.ts";
import { defineDiagonalBound } from "./kernels/diagonal-bounds.ts";
import { defineBound } from "./kernels/eigenvalue-bounds.ts";
import { defineFollow, defineRefreshForms, defineRefreshWeights } from "./kernels/follow.ts";
import { defineGather } from "./kernels/gather.ts";
import { defineForward } from "./kernels/gaussian-values.ts";
import { numberAddress, unitAddress } from "./kernels/numbers.ts";
import { defineGradient } from "./kernels/parameter-gradient.ts";
import { definePointValues } from "./kernels/point-values.ts";
import {
  defineChooseNextActions,
  defineSlopes,
  defineTakeValues,
  defineTdErrors,
} from "./kernels/td-errors.ts";
import { type Layout, Numbers, Units } from "./layout.ts";

/** What the module of a learner exports; `groups` is how many groups of four hills hold a live one. */
export interface LearnerExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Q of the observation at `point`, to `pointValues`. */
  currentPointValues(groups: number): void;
  averagedPointValues(groups: number): void;
  /** δ of the chosen minibatch, and nothing else: gather, forward passes, targets (method §2, §3). */
  measure(groups: number): void;
  /** The gradient at the measured errors (method §4), and unless it is not finite a step of every parameter (§5). */
  learn(groups: number, learningRateFactor: number, sparsity: number): void;
  /** What follows from changed parameters: the mixture, and the copies of it. */
  settle(groups: number): void;
  /** `learn`, then `settle`. */
  update(groups: number, learningRateFactor: number, sparsity: number): void;
  /** Brings every precision's eigenvalues within their bounds. */
  bound(groups: number): void;
  /** The current mixture's weights, from the factors. */
  refreshWeights(groups: number): void;
}

/** The WebAssembly module of one learner's shape and options: a line for each station of an update. */
export function assembleLearner(layout: Layout): Uint8Array<ArrayBuffer> {
  const { options, hill, sample } = layout;
  const module = new ModuleBuilder();
  definePointValues(module, layout, "currentPointValues", hill.current);
  definePointValues(module, layout, "averagedPointValues", hill.averaged);
  const gather = defineGather(module, layout);
  const forward = defineForward(module, layout, "forward", {
    mixture: hill.current,
    observation: sample.observation,
    action: sample.action,
    keepsGaussians: true,
  });
  const takeValues = defineTakeValues(module, layout);
  const nextObservation = sample.nextObservation;
  const choosesNext = options.doubleQ && options.target !== "current";
  const choose = choosesNext
    ? {
        forward: defineForward(module, layout, "forwardChoice", {
          mixture: hill.current,
          observation: nextObservation,
        }),
        take: defineChooseNextActions(module, layout),
      }
    : undefined;
  const forwardNext = defineForward(module, layout, "forwardNext", {
    mixture: hill.target,
    observation: nextObservation,
    ...(choosesNext && { action: sample.nextAction }),
  });
  const tdErrors = defineTdErrors(module, layout, choosesNext);
  const slopes = defineSlopes(module, layout);
  const gradient = defineGradient(module, layout);
  const descend = defineDescend(module, layout);
  const confine = defineBounds(module, layout);
  const refreshWeights = defineRefreshWeights(module, layout);
  const refreshForms = defineRefreshForms(module, layout);
  const follow = defineFollow(module, layout);

  const measure = module.define("measure", ["i32"], (builder) => {
    const [groups] = builder.parameters;
    builder.call(gather);
    builder.call(forward, groups);
    builder.call(takeValues);
    if (choose) {
      builder.call(choose.forward, groups);
      builder.call(choose.take);
    }
    builder.call(forwardNext, groups);
    builder.call(tdErrors);
  });

  const learn = module.define("learn", ["i32", "f32", "f32"], (builder) => {
    const [groups, _, sparsity] = builder.parameters;
    builder.call(measure, groups);
    builder.call(slopes);
    builder.call(gradient, groups, sparsity);
    const updates = numberAddress(layout, Numbers.updateCount);
    builder.do(f64.store(updates, f64.add(f64.load(updates), f64.const(1))));
    builder.when(gradientIsFinite(layout), () => builder.call(descend, ...builder.parameters));
    // A hundred shorter steps lead not far beyond the range, to which upkeep brings them back.
    const isLong = f64.load(unitAddress(layout, Units.isLong));
    builder.when(f64.lessThan(f64.const(0), isLong), () => builder.call(confine, groups));
  });

  const settle = module.define("settle", ["i32"], (builder) => {
    const [groups] = builder.parameters;
    builder.when(gradientIsFinite(layout), () => {
      builder.call(refreshWeights, groups);
      builder.call(refreshForms, groups);
      builder.call(follow, groups);
    });
  });

  module.define("update", ["i32", "f32", "f32"], (builder) => {
    const [groups] = builder.parameters;
    builder.call(learn, ...builder.parameters);
    builder.call(settle, groups);
  });
  return module.build(layout.bytes);
}

/** Defines `bound(groups)`, and `confine(groups)` to the range of all hills, which is returned. */
function defineBounds(module: ModuleBuilder, layout: Layout): number {
  const { precisionMinimum, precisionMaximum } = layout.options;
  const within = (precision: number) => Math.min(GREATEST_PRECISION, Math.max(LEAST_PRECISION, precision));
  const define = layout.isDiagonal ? defineDiagonalBound : defineBound;
  define(module, layout, "bound", { least: within(precisionMinimum), greatest: within(precisionMaximum) });
  const range = { least: LEAST_PRECISION, greatest: GREATEST_PRECISION };
  return define(module, layout, "confine", range, (builder) => {
    builder.do(f64.store(unitAddress(layout, Units.isConfined), f64.const(1)));
  });
}

function gradientIsFinite(layout: Layout) {
  const norm = f64.load(numberAddress(layout, Numbers.gradientNorm));
  return f64.lessThan(norm, f64.const(Number.POSITIVE_INFINITY));
}
