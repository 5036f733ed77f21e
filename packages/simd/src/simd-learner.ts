import {
  FARTHEST,
  type Learner,
  type LearnerOptions,
  type LearnerState,
  type LearnerStatistics,
  type Mixture,
  type Normalizer,
  ReplayBuffer,
  UPKEEP_INTERVAL,
  type UpdateSchedule,
} from "@drumlin/core/backend";
import { HillRecords, RecordedMixture } from "./hill-records.ts";
import { initializeCopies, initializeRecords } from "./initialize-records.ts";
import { createLayout, LANES, type Layout, Numbers, Units } from "./layout.ts";
import { assembleLearner, type LearnerExports } from "./learner-module.ts";
import { isDead, keepHills, zeroSmallFactors } from "./pruning.ts";
import { rescaleWeights } from "./rescale-weights.ts";
import { instantiate } from "./web-assembly.ts";

/**
 * A learner whose whole state lives in the memory of a WebAssembly module that was assembled for its shape and options.
 * Parameters and moments are float32, with what rounding loses of parameters and averages beside them; the replay buffer,
 * TD targets, losses and statistics are float64.
 */
export class SimdLearner implements Learner {
  readonly estimatesValues = true;
  readonly buffer: ReplayBuffer;
  readonly rows: Int32Array;
  readonly importance: Float64Array;
  readonly tdErrors: Float64Array;
  readonly current: RecordedMixture;
  readonly averaged: RecordedMixture;
  readonly identities: Int32Array;
  readonly statistics: LearnerStatistics;
  private readonly layout: Layout;
  private readonly kernels: LearnerExports;
  private readonly records: HillRecords;
  private readonly numbers: Float64Array;
  private readonly center: Float64Array;
  private readonly inverseScale: Float64Array;
  private readonly units: Float64Array;
  private readonly point: Float32Array;
  private readonly pointValues: Float32Array;
  /** [live hills] */
  private readonly counts: Int32Array;

  /** Throws RangeError with what the engine says when it refuses the module or its memory. */
  constructor(options: LearnerOptions, seed: number) {
    const { observationSize, actionCount, componentCount, batchSize, bufferCapacity: capacity } = options;
    const layout = createLayout(options);
    this.kernels = makeKernels(layout);
    this.layout = layout;

    const memory = this.kernels.memory.buffer;
    const { buffer } = layout;
    this.buffer = new ReplayBuffer(capacity, observationSize, actionCount, {
      observations: new Float64Array(memory, buffer.observations, capacity * observationSize),
      actions: new Int32Array(memory, buffer.actions, capacity),
      rewards: new Float64Array(memory, buffer.rewards, capacity),
      nextObservations: new Float64Array(memory, buffer.nextObservations, capacity * observationSize),
      discounts: new Float64Array(memory, buffer.discounts, capacity),
      nextMasks: new Uint8Array(memory, buffer.nextMasks, capacity * actionCount),
    });
    this.rows = new Int32Array(memory, layout.rows, batchSize);
    this.importance = new Float64Array(memory, layout.importance, batchSize).fill(1);
    this.tdErrors = new Float64Array(memory, layout.tdErrors, batchSize);
    this.numbers = new Float64Array(memory, layout.numbers, Numbers.count);
    this.center = new Float64Array(memory, layout.center, observationSize);
    this.inverseScale = new Float64Array(memory, layout.inverseScale, observationSize);
    this.units = new Float64Array(memory, layout.units, Units.count);
    this.point = new Float32Array(memory, layout.point, observationSize);
    this.pointValues = new Float32Array(memory, layout.pointValues, actionCount);
    this.records = new HillRecords(memory, layout);
    this.identities = Int32Array.from({ length: componentCount }, (_, k) => k);
    this.counts = Int32Array.of(componentCount);
    this.current = new RecordedMixture(layout, this.records, layout.hill.current, this.counts);
    this.averaged = new RecordedMixture(layout, this.records, layout.hill.averaged, this.counts);

    this.numbers[Numbers.firstPower] = 1;
    this.numbers[Numbers.secondPower] = 1;
    initializeRecords(this.records, layout, seed);
    this.kernels.refreshWeights(this.groups);
    initializeCopies(this.records, layout);
    const { numbers, units } = this;
    this.statistics = {
      get loss() {
        return numbers[Numbers.loss];
      },
      get gradientNorm() {
        return numbers[Numbers.gradientNorm];
      },
      get meanTdError() {
        return numbers[Numbers.meanTdError];
      },
      get isWhole() {
        return units[Units.isConfined] === 0;
      },
    };
  }

  get updateCount(): number {
    return this.numbers[Numbers.updateCount];
  }

  update(normalizer: Normalizer, schedule: UpdateSchedule): void {
    const { kernels, groups } = this;
    this.readNormalizer(normalizer);
    this.units[Units.isLong] = 0;
    this.units[Units.isConfined] = 0;
    if ((this.updateCount + 1) % UPKEEP_INTERVAL !== 0) {
      kernels.update(groups, schedule.learningRateFactor, schedule.sparsity);
    } else {
      kernels.learn(groups, schedule.learningRateFactor, schedule.sparsity);
      if (Number.isFinite(this.statistics.gradientNorm)) this.upkeep(schedule.sparsity);
      kernels.settle(this.groups);
    }
    this.invalidate();
  }

  measureTdErrors(normalizer: Normalizer): Float64Array {
    this.readNormalizer(normalizer);
    this.kernels.measure(this.groups);
    return this.tdErrors;
  }

  actionValues(out: Float64Array, mixture: Mixture, observations: Float64Array, count: number): void {
    const { point, pointValues, kernels, groups } = this;
    for (let t = 0; t < count; t++) {
      for (let i = 0; i < point.length; i++)
        point[i] = Math.min(FARTHEST, Math.max(-FARTHEST, observations[t * point.length + i]));

      if (mixture === this.averaged) kernels.averagedPointValues(groups);
      else kernels.currentPointValues(groups);
      for (let a = 0; a < pointValues.length; a++) out[t * pointValues.length + a] = pointValues[a];
    }
  }

  rescale(factor: number): void {
    this.numbers[Numbers.meanTdError] *= factor;
    rescaleWeights(this.records, this.layout, this.current.liveCount, factor);
    this.kernels.refreshWeights(this.groups);
    this.invalidate();
  }

  keep(isKept: (row: number) => boolean): void {
    const { records, layout, current, identities } = this;
    this.counts[0] = keepHills(records, layout, current.liveCount, identities, isKept);
    this.invalidate();
  }

  state(): LearnerState {
    const { records, numbers, identities, counts } = this;
    return { learner: { hills: records.numbers, numbers, identities, counts } };
  }

  restored(): void {
    this.invalidate();
  }

  private get groups(): number {
    return Math.ceil(this.current.liveCount / LANES);
  }

  private readNormalizer({ center, scale, limit, rewardScale, commonValue }: Normalizer): void {
    this.units[Units.rewardFactor] = 1 / rewardScale;
    this.units[Units.commonValue] = commonValue;
    this.units[Units.limit] = Math.min(limit, FARTHEST);
    for (let i = 0; i < center.length; i++) {
      this.center[i] = center[i];
      this.inverseScale[i] = 1 / scale[i];
    }
  }

  private upkeep(sparsity: number): void {
    this.kernels.bound(this.groups);
    if (sparsity === 0) return;
    zeroSmallFactors(this.records, this.layout, this.current.liveCount);
    this.keep((row) => !isDead(this.records, this.layout, row));
  }

  private invalidate(): void {
    this.current.invalidate();
    this.averaged.invalidate();
  }
}

function makeKernels(layout: Layout): LearnerExports {
  const module = assembleLearner(layout);
  try {
    return instantiate(module) as LearnerExports;
  } catch (error) {
    const megabytes = Math.ceil(layout.bytes / 1e6);
    throw new RangeError(
      `this platform refuses the backend "simd" of these sizes, with a memory of ${megabytes} MB (${(error as Error).message}); smaller sizes would fit, or the backend "reference"`,
    );
  }
}
