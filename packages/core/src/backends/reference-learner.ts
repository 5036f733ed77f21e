import { HuberThreshold } from "../losses/huber-threshold.ts";
import { addPenaltyGradient, sparsityPenalty } from "../losses/sparsity-penalty.ts";
import { tdLoss, tdSlopes } from "../losses/td-loss.ts";
import { tdErrors, tdTargets } from "../losses/td-target.ts";
import { createCovarianceManifold } from "../manifolds/covariance-manifolds.ts";
import { pow } from "../math/pow.ts";
import type { Normalizer } from "../normalizers/normalizer.ts";
import { createCoordinateOptimizer, createPointOptimizer } from "../optimizers/create-optimizer.ts";
import type { CoordinateOptimizer, Optimizer } from "../optimizers/optimizer.ts";
import { GREATEST_PRECISION, LEAST_PRECISION } from "../options/precision-range.ts";
import type { ComponentTable } from "../q-functions/component-table.ts";
import { boundSizes, LARGEST_WEIGHT, largestFactor } from "../q-functions/factor-bound.ts";
import type { GaussianMixtureQ } from "../q-functions/gaussian-mixture-q.ts";
import { actionValues, gaussians } from "../q-functions/gaussians.ts";
import { createInitialMixture } from "../q-functions/initialization.ts";
import { type Mixture, MixtureCopy } from "../q-functions/mixture.ts";
import {
  createMixtureGradient,
  type MixtureGradient,
  mixtureGradient,
} from "../q-functions/mixture-gradient.ts";
import {
  createParameterGradient,
  gradientNorm,
  type ParameterGradient,
  parameterGradient,
} from "../q-functions/parameter-gradient.ts";
import { dropDead, keepComponents, zeroSmallFactors } from "../q-functions/pruning.ts";
import { reachShares } from "../q-functions/reach.ts";
import { createMinibatch, gather, type Minibatch } from "../replay/minibatch.ts";
import { ReplayBuffer } from "../replay/replay-buffer.ts";
import type { Learner, LearnerOptions, LearnerStatistics, UpdateSchedule } from "./backend.ts";
import { EARLY_AVERAGING, UPKEEP_INTERVAL } from "./rhythm.ts";

/** Where each number of a learner's scalar state stands. */
const Numbers = { updateCount: 0, loss: 1, gradientNorm: 2, count: 3 } as const;

/** One learner of the reference backend: a line for each station of method §3–§5. */
export class ReferenceLearner implements Learner {
  readonly estimatesValues = false;
  readonly buffer: ReplayBuffer;
  readonly current: GaussianMixtureQ;
  readonly averaged: MixtureCopy;
  readonly tdErrors: Float64Array;
  readonly statistics: LearnerStatistics;
  private readonly options: LearnerOptions;
  private readonly target: MixtureCopy;
  private readonly minibatch: Minibatch;
  private readonly huber: HuberThreshold;
  private readonly mixtureGradient: MixtureGradient;
  private readonly gradient: ParameterGradient;
  private readonly meanOptimizer: Optimizer;
  private readonly covarianceOptimizer: Optimizer;
  private readonly factorOptimizer: CoordinateOptimizer;
  /** K × T: G_k(s_t), kept for the gradient, and the G_k of whichever observations were evaluated last */
  private readonly gaussianTable: Float64Array;
  private otherGaussianTable: Float64Array;
  /** T × A each */
  private readonly values: Float64Array;
  private readonly nextValues: Float64Array;
  private readonly nextChoices: Float64Array;
  /** T each */
  private readonly targets: Float64Array;
  private readonly slopes: Float64Array;
  private readonly reach: { readonly ofHills: Float64Array; readonly ofMeans: Float64Array };
  private readonly numbers = new Float64Array(Numbers.count);
  private readonly largestFactor: number;
  private isWhole = true;

  constructor(options: LearnerOptions, seed: number) {
    const { batchSize, observationSize, actionCount, componentCount } = options;
    this.options = options;
    this.largestFactor = largestFactor(options.factorCount);
    this.buffer = new ReplayBuffer(options.bufferCapacity, observationSize, actionCount);
    this.minibatch = createMinibatch(batchSize, observationSize, actionCount);
    this.huber = new HuberThreshold(options.loss, options.huberThreshold);

    const covariances = createCovarianceManifold(options.metric, observationSize, options.covariance);
    this.current = createInitialMixture(options, covariances, seed);
    this.target = new MixtureCopy(this.current);
    this.averaged = new MixtureCopy(this.current);

    const { means, factors, manifold } = this.current;
    this.mixtureGradient = createMixtureGradient(this.current, batchSize);
    this.gradient = createParameterGradient(this.current);
    this.meanOptimizer = createCoordinateOptimizer(options.optimizer, means.length);
    this.covarianceOptimizer = createPointOptimizer(options.optimizer, manifold, componentCount);
    this.factorOptimizer = createCoordinateOptimizer(options.optimizer, factors.length);

    this.gaussianTable = new Float64Array(batchSize * componentCount);
    this.otherGaussianTable = new Float64Array(batchSize * componentCount);
    this.values = new Float64Array(batchSize * actionCount);
    this.nextValues = new Float64Array(batchSize * actionCount);
    this.nextChoices = new Float64Array(batchSize * actionCount);
    this.targets = new Float64Array(batchSize);
    this.tdErrors = new Float64Array(batchSize);
    this.slopes = new Float64Array(batchSize);
    this.reach = {
      ofHills: new Float64Array(componentCount),
      ofMeans: new Float64Array(componentCount * observationSize),
    };

    const { numbers, huber } = this;
    const isWhole = () => this.isWhole;
    this.statistics = {
      get loss() {
        return numbers[Numbers.loss];
      },
      get gradientNorm() {
        return numbers[Numbers.gradientNorm];
      },
      get meanTdError() {
        return huber.meanTdError;
      },
      get isWhole() {
        return isWhole();
      },
    };
  }

  get rows(): Int32Array {
    return this.minibatch.rows;
  }

  get importance(): Float64Array {
    return this.minibatch.importance;
  }

  get identities(): Int32Array {
    return this.current.identities;
  }

  get updateCount(): number {
    return this.numbers[Numbers.updateCount];
  }

  update(normalizer: Normalizer, schedule: UpdateSchedule): void {
    const { minibatch, current, huber, numbers, gradient } = this;
    const { penalty } = this.options;
    const { sparsity } = schedule;
    this.measureTdErrors(normalizer);
    huber.follow(this.tdErrors);
    tdSlopes(this.slopes, this.tdErrors, minibatch.importance, huber.value);
    mixtureGradient(
      this.mixtureGradient,
      current,
      this.gaussianTable,
      minibatch.observations,
      minibatch.actions,
      this.slopes,
    );
    parameterGradient(gradient, this.mixtureGradient, current);
    addPenaltyGradient(gradient.factors, current.factors, penalty, sparsity, this.liveFactorCount());

    numbers[Numbers.updateCount]++;
    numbers[Numbers.loss] = tdLoss(this.tdErrors, minibatch.importance, huber.value);
    numbers[Numbers.loss] += sparsityPenalty(current.factors, penalty, sparsity, this.liveFactorCount());
    numbers[Numbers.gradientNorm] = gradientNorm(gradient, current);

    this.isWhole = true;
    if (!Number.isFinite(numbers[Numbers.gradientNorm])) return;
    this.descend(schedule);
    if (this.updateCount % UPKEEP_INTERVAL === 0) this.upkeep(sparsity);
    current.refresh();
    this.followCopies();
  }

  measureTdErrors(normalizer: Normalizer): Float64Array {
    const { minibatch, current, options } = this;
    const { nextObservations, size } = minibatch;
    gather(minibatch, this.buffer, normalizer);
    gaussians(this.gaussianTable, current, minibatch.observations, size);
    actionValues(this.values, current, this.gaussianTable, size);

    const valueSource = options.target === "current" ? current : this.target;
    this.actionValues(this.nextValues, valueSource, nextObservations, size);
    let choices = this.nextValues;
    if (options.doubleQ && valueSource !== current) {
      this.actionValues(this.nextChoices, current, nextObservations, size);
      choices = this.nextChoices;
    }
    tdTargets(this.targets, minibatch, this.nextValues, choices);
    tdErrors(this.tdErrors, this.values, minibatch.actions, this.targets);
    return this.tdErrors;
  }

  actionValues(out: Float64Array, mixture: Mixture, observations: Float64Array, count: number): void {
    const tableLength = count * mixture.liveCount;
    if (this.otherGaussianTable.length < tableLength) this.otherGaussianTable = new Float64Array(tableLength);
    gaussians(this.otherGaussianTable, mixture, observations, count);
    actionValues(out, mixture, this.otherGaussianTable, count);
  }

  rescale(factor: number): void {
    const { factors, factorCount } = this.current;
    const rootFactor = factorCount === 1 ? factor : pow(factor, 1 / factorCount);
    for (let i = 0; i < factors.length; i++) factors[i] *= rootFactor;
    boundSizes(factors, factors.length, this.largestFactor);
    this.current.refresh();
    for (const { weights } of [this.target, this.averaged]) {
      for (let i = 0; i < weights.length; i++) weights[i] *= factor;
      boundSizes(weights, weights.length, LARGEST_WEIGHT);
    }
    this.huber.rescale(factor);
  }

  keep(isKept: (row: number) => boolean): void {
    keepComponents(this.current, this.componentTables(), isKept);
    this.current.refresh();
    this.followLiveCount();
  }

  state(): Record<string, Record<string, Float64Array | Int32Array>> {
    return {
      current: this.current.state(),
      target: this.target.state(),
      averaged: this.averaged.state(),
      meanOptimizer: this.meanOptimizer.state(),
      covarianceOptimizer: this.covarianceOptimizer.state(),
      factorOptimizer: this.factorOptimizer.state(),
      huber: this.huber.state(),
      learner: { numbers: this.numbers },
    };
  }

  restored(): void {
    this.current.refresh();
    this.followLiveCount();
  }

  /** The copies hold the same hills as the current mixture. */
  private followLiveCount(): void {
    this.target.liveCount = this.current.liveCount;
    this.averaged.liveCount = this.current.liveCount;
  }

  private liveFactorCount(): number {
    return this.current.liveCount * this.current.factorCount * this.current.actionCount;
  }

  private descend({ learningRateFactor: factor, sparsity }: UpdateSchedule): void {
    const { current, gradient, options } = this;
    const { liveCount, observationSize } = current;
    const shares = this.followReach();
    this.meanOptimizer.step(
      current.means,
      gradient.means,
      liveCount * observationSize,
      factor * options.meanLearningRate,
      shares?.ofMeans,
    );
    this.isWhole = this.covarianceOptimizer.step(
      current.covariancePoints,
      gradient.covariances,
      liveCount,
      factor * options.covarianceLearningRate,
      shares?.ofHills,
    );
    const count = this.liveFactorCount();
    const rate = factor * options.weightLearningRate;
    this.factorOptimizer.step(current.factors, gradient.factors, count, rate);
    if (options.penalty === "l1-proximal") {
      this.factorOptimizer.proximalStep(current.factors, count, 2 * sparsity * rate);
    }
    boundSizes(current.factors, count, this.largestFactor);
  }

  /** How far hills follow their gradients: each as a whole, and by the coordinate of its mean; undefined where none rests. */
  private followReach(): { ofHills: Float64Array; ofMeans: Float64Array } | undefined {
    const { current, options, gaussianTable, reach } = this;
    const { liveCount, observationSize } = current;
    if (options.restingReach === 0) return undefined;
    reachShares(reach.ofHills, gaussianTable, current, options.batchSize, options.restingReach);
    for (let k = 0; k < liveCount; k++) {
      for (let i = 0; i < observationSize; i++) reach.ofMeans[k * observationSize + i] = reach.ofHills[k];
    }
    return reach;
  }

  private upkeep(sparsity: number): void {
    const { current, options } = this;
    const { manifold, covariancePoints } = current;
    const within = (precision: number) => Math.min(GREATEST_PRECISION, Math.max(LEAST_PRECISION, precision));
    const [minimum, maximum] = [within(options.precisionMinimum), within(options.precisionMaximum)];
    for (let k = 0; k < current.liveCount; k++) {
      manifold.boundPrecision(covariancePoints, k * manifold.pointSize, minimum, maximum);
    }
    if (sparsity === 0) return;
    const factorMoments = this.factorOptimizer.rows().map(({ array }) => array);
    zeroSmallFactors(current, options.pruneThreshold, factorMoments);
    dropDead(current, this.componentTables());
    this.followLiveCount();
  }

  private componentTables(): ComponentTable[] {
    const { current, target, averaged } = this;
    const perComponent = (optimizer: Optimizer, pointsPerComponent: number) =>
      optimizer.rows().map(({ array, rowSize }) => ({ array, rowSize: rowSize * pointsPerComponent }));
    return [
      ...current.tables(),
      ...target.tables(),
      ...averaged.tables(),
      ...perComponent(this.meanOptimizer, current.observationSize),
      ...perComponent(this.covarianceOptimizer, 1),
      ...perComponent(this.factorOptimizer, current.factorCount * current.actionCount),
    ];
  }

  private followCopies(): void {
    const { options, current, target, averaged, updateCount } = this;
    if (options.target === "soft") target.approach(current, options.targetRate);
    else if (options.target === "hard" && updateCount % options.targetInterval === 0)
      target.approach(current, 1);
    averaged.approach(current, Math.min(1, Math.max(options.averagingRate, EARLY_AVERAGING / updateCount)));
  }
}
