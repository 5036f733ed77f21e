import { describe, it } from "vitest";
import golden from "../../golden/backends/riemannian-updates.json" with { type: "json" };
import { unpackSymmetric } from "../linalg/packed.ts";
import { expectClose } from "../linalg/random-matrix.case.ts";
import type { CovarianceMetricName } from "../manifolds/covariance-form.ts";
import { createCovarianceManifold } from "../manifolds/covariance-manifolds.ts";
import { FixedNormalizer } from "../normalizers/fixed-normalizer.ts";
import { presetValues } from "../options/agent-options.ts";
import type { Backend, Learner, LearnerOptions, LearnerState } from "./backend.ts";
import { setState } from "./learner-problem.case.ts";
import { referenceBackend } from "./reference-backend.ts";

/** What the libraries' learner was given, and what came of it: tools/golden/riemannian_update.py. */
type GoldenCase = (typeof golden.cases)[number];
/** Means and covariances (upper triangles) by hill, factors by j, hill and action. */
type Parameters = GoldenCase["start"];

/** How a backend is held to the libraries. */
export interface GoldenTrial {
  readonly backend: Backend;
  readonly metric: CovarianceMetricName;
  /** Greatest difference of a table of numbers from the libraries', relative to the table's norm (and at least 1). */
  readonly tolerance: number;
  /** A learner's state as this backend keeps it, and back; the reference's own unless said otherwise. */
  readonly fromReferenceState?: (state: LearnerState, options: LearnerOptions) => LearnerState;
  readonly toReferenceState?: (state: LearnerState, options: LearnerOptions) => LearnerState;
}

/** Preset `paper` follows Algorithm 1 as autograd, pymanopt and geomstats compute it. */
export function describeGoldenUpdates({
  backend,
  metric,
  tolerance,
  fromReferenceState = (state) => state,
  toReferenceState = (state) => state,
}: GoldenTrial): void {
  describe(`six updates of preset "paper" in the metric "${metric}" are autograd's, pymanopt's and geomstats'`, () => {
    it.each(golden.cases)(
      "J $sizes.factorCount, D $sizes.observationSize, A $sizes.actionCount, K $sizes.componentCount, ρ $sparsity",
      (given) => {
        const { sizes, sparsity, transitions, updates } = given;
        const options = optionsOf(given, metric);
        const learner = backend.createLearner(options, 0);
        setState(learner, fromReferenceState(stateOf(given.start, options), options));
        fillBuffer(learner, transitions);
        const expectNow = (parameters: Parameters) =>
          expectParameters(toReferenceState(learner.state(), options), parameters, options, tolerance);
        const normalizer = unchanged(sizes.observationSize);
        for (const { rows, tdErrors, loss, gradientNorm } of updates) {
          learner.rows.set(rows);
          learner.update(normalizer, { learningRateFactor: 1, sparsity });
          expectClose(learner.tdErrors, tdErrors, tolerance);
          expectClose([learner.statistics.loss], [loss], tolerance);
          expectClose([learner.statistics.gradientNorm], [gradientNorm], tolerance);
          if (learner.updateCount === 1) expectNow(given.afterFirst);
        }
        expectNow(given.afterLast);
      },
    );
  });
}

function optionsOf({ sizes, learningRates, transitions }: GoldenCase, metric: CovarianceMetricName) {
  return {
    ...presetValues("paper"),
    ...sizes,
    batchSize: golden.batchSize,
    bufferCapacity: transitions.actions.length,
    metric,
    meanLearningRate: learningRates.means,
    covarianceLearningRate: learningRates.covariances,
    weightLearningRate: learningRates.factors,
  };
}

/** The state of a learner of the reference that begins with the parameters. */
function stateOf({ means, covariances, factors }: Parameters, options: LearnerOptions): LearnerState {
  const state = referenceBackend.createLearner(options, 0).state();
  const { current } = state;
  const { observationSize: size, metric } = options;
  const manifold = createCovarianceManifold(metric, size);
  current.means.set(means.flat());
  current.factors.set(byHill(factors));
  for (const [k, covariance] of covariances.entries()) {
    const points = current.covariancePoints as Float64Array;
    manifold.fromCovariance(points, k * manifold.pointSize, unpacked(covariance, size));
  }
  return state;
}

function expectParameters(
  { current }: LearnerState,
  { means, covariances, factors }: Parameters,
  { observationSize: size, metric }: LearnerOptions,
  tolerance: number,
): void {
  const manifold = createCovarianceManifold(metric, size);
  expectClose(current.means, means.flat(), tolerance);
  expectClose(current.factors, byHill(factors), tolerance);
  for (const [k, covariance] of covariances.entries()) {
    const found = new Float64Array(size * size);
    manifold.covariance(found, 0, current.covariancePoints as Float64Array, k * manifold.pointSize);
    expectClose(found, unpacked(covariance, size), tolerance);
  }
}

/** Factors as a learner keeps them, K × J × A. */
function byHill(factors: Parameters["factors"]): number[] {
  return factors[0].flatMap((_, k) => factors.flatMap((factor) => factor[k]));
}

function unpacked(upperTriangle: readonly number[], size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  unpackSymmetric(matrix, 0, Float64Array.from(upperTriangle), 0, size);
  return matrix;
}

function fillBuffer({ buffer }: Learner, transitions: GoldenCase["transitions"]): void {
  const { observations, actions, rewards, nextObservations, discounts } = transitions;
  const everyAction = new Uint8Array(buffer.actionCount).fill(1);
  for (const [row, action] of actions.entries()) {
    buffer.append(
      Float64Array.from(observations[row]),
      0,
      action,
      rewards[row],
      Float64Array.from(nextObservations[row]),
      everyAction,
      discounts[row],
    );
  }
}

/** The normaliser under which every number is what it is. */
function unchanged(observationSize: number): FixedNormalizer {
  const center = new Float64Array(observationSize);
  return new FixedNormalizer({ center, scale: center.map(() => 1), rewardScale: 1 });
}
