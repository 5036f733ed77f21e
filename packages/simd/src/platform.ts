import type { LearnerOptions } from "@drumlin/core/backend";
import { createLayout } from "./layout.ts";
import { assembleLearner } from "./learner-module.ts";
import { instantiate } from "./web-assembly.ts";

const SMALLEST: LearnerOptions = {
  observationSize: 1,
  actionCount: 1,
  componentCount: 1,
  factorCount: 1,
  batchSize: 1,
  bufferCapacity: 1,
  target: "current",
  targetInterval: 1,
  targetRate: 1,
  doubleQ: false,
  loss: "squared",
  huberThreshold: 1,
  optimizer: "adam",
  metric: "affine-invariant",
  meanLearningRate: 1,
  covarianceLearningRate: 1,
  weightLearningRate: 1,
  averagingRate: 1,
  initialVariance: 1,
  initialization: "near-zero",
  precisionMinimum: 0,
  precisionMaximum: 1,
  pruneThreshold: 0,
};

/**
 * Whether this platform runs the backend: it has WebAssembly with SIMD, its security policy allows to compile it, and its
 * limits allow to do so at once. Found out by compiling a learner.
 */
export function isSimdSupported(): boolean {
  try {
    instantiate(assembleLearner(createLayout(SMALLEST)));
    return true;
  } catch {
    return false;
  }
}
