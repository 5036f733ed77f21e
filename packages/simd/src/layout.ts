import { type LearnerOptions, packedLength } from "@drumlin/core/backend";
import { VECTOR_BYTES } from "./assembler/vectors.ts";

/** Hills a vector holds, one a lane. */
export const LANES = 4;
/** Samples that passes over the minibatch take at a time: minibatches are padded to whole tiles. */
export const TILE = 4;
/** As many where loops are written out: more, with what is summed over them, would not fit a processor's registers. */
const UNROLLED_TILE = 2;
/** Up to this observation size every loop over observation entries is written out. */
const UNROLLED_SIZE = 8;
/** Up to this many actions loops over them are written out. */
const UNROLLED_ACTIONS = 8;

/** Byte offsets, from a record's beginning, of the vectors that make up a mixture: they stand one behind the other. */
export interface MixtureOffsets {
  /** D: m */
  readonly means: number;
  /** D(D+1)/2: coefficients of d ↦ −log₂e · dᵀ C⁻¹ d, packed, off-diagonals doubled; D where covariances are diagonal */
  readonly forms: number;
  /** A: ξ */
  readonly weights: number;
}

/** Byte offsets within the record of a group of four hills: all that is learned of them. `…Low` is what rounding left over. */
export interface HillOffsets {
  readonly current: MixtureOffsets;
  readonly target: MixtureOffsets;
  readonly targetLow: number;
  readonly averaged: MixtureOffsets;
  readonly averagedLow: number;
  readonly meansLow: number;
  /** D²: W, row-major; D where covariances are diagonal: its diagonal */
  readonly frames: number;
  readonly framesLow: number;
  /** J·A: υ */
  readonly factors: number;
  readonly factorsLow: number;
  /** Adam's moments, as many as there are coordinates; for a frame as many as it has, of which the upper triangle counts, and 1 */
  readonly meanMoments: Moments;
  readonly frameMoments: Moments;
  readonly factorMoments: Moments;
  /** 1: 1 in the lanes of live hills, 0 elsewhere */
  readonly live: number;
  readonly bytes: number;
}

export interface Moments {
  readonly first: number;
  readonly second: number;
  readonly greatest: number;
}

/** Byte offsets within the record of a group's gradients. */
export interface GradientOffsets {
  /** A: ∂L/∂ξ */
  readonly weights: number;
  /** D: Σ_t f_t d_t */
  readonly pulls: number;
  /** D: ∂L/∂m */
  readonly means: number;
  /** D(D+1)/2: ĝ = W S Wᵀ, packed; D where covariances are diagonal */
  readonly frames: number;
  /** J·A: ∂L/∂υ */
  readonly factors: number;
  /** 1: the greatest G of the minibatch; none where no hill rests */
  readonly reach: number;
  readonly bytes: number;
}

/** Byte offsets within a sample of the minibatch. */
export interface SampleOffsets {
  /** A vectors: sums over the hills in each lane, 0 between passes */
  readonly values: number;
  /** D float32 each, normalised */
  readonly observation: number;
  readonly nextObservation: number;
  /** int32: offset of the taken and of the chosen next action's weight among the weights */
  readonly action: number;
  readonly nextAction: number;
  /** int32: address of the next state's action mask in the buffer */
  readonly nextMask: number;
  /** float32 */
  readonly reward: number;
  readonly discount: number;
  readonly value: number;
  readonly slope: number;
  readonly bytes: number;
}

/** Where everything of one learner stands in its memory: bytes from the beginning. */
export interface Layout {
  readonly options: LearnerOptions;
  /** Whether covariances are diagonal. */
  readonly isDiagonal: boolean;
  /** Numbers in a quadratic form: D(D+1)/2, D where covariances are diagonal */
  readonly packed: number;
  /** Numbers in a frame: D², D where covariances are diagonal */
  readonly frameLength: number;
  /** Whether loops over observation entries are written out. */
  readonly unrolled: boolean;
  /** Samples at a time: see `TILE`. */
  readonly tile: number;
  /** Whether loops over actions are. */
  readonly unrolledActions: boolean;
  readonly hill: HillOffsets;
  readonly gradient: GradientOffsets;
  readonly sample: SampleOffsets;
  /** ⌈K/4⌉ */
  readonly groupCount: number;
  /** T, padded to whole tiles */
  readonly sampleCount: number;
  readonly hills: number;
  readonly gradients: number;
  readonly samples: number;
  /** groupCount × sampleCount vectors: G */
  readonly gaussians: number;
  /** float64 each: see `Numbers` */
  readonly numbers: number;
  /** D float64 each */
  readonly center: number;
  readonly inverseScale: number;
  /** float64 each: see `Units` */
  readonly units: number;
  /** T */
  readonly rows: number;
  readonly importance: number;
  readonly tdErrors: number;
  /** The one observation of `pointValues` (D float32), and its answer: A vectors of sums, A float32 */
  readonly point: number;
  readonly pointSums: number;
  readonly pointValues: number;
  /** Scratch, where loops are not written out: TILE·D vectors for d of a tile's samples; D·T each for d and f d of all of them */
  readonly tileDifferences: number;
  readonly differences: number;
  readonly forces: number;
  /** Scratch: 3·D² vectors, see `scratchMatrix`; none where covariances are diagonal */
  readonly matrices: number;
  /** The module's constants: CONSTANT_COUNT vectors */
  readonly constants: number;
  readonly buffer: BufferOffsets;
  readonly bytes: number;
}

/** The replay buffer's columns. */
export interface BufferOffsets {
  readonly observations: number;
  readonly actions: number;
  readonly rewards: number;
  readonly nextObservations: number;
  readonly discounts: number;
  readonly nextMasks: number;
}

/** The learner's scalar state, each a float64 at `8 * index`. */
export const Numbers = {
  updateCount: 0,
  loss: 1,
  gradientNorm: 2,
  /** Running mean |δ|, and the updates it has seen */
  meanTdError: 3,
  tdErrorCount: 4,
  /** β₁ⁿ and β₂ⁿ */
  firstPower: 5,
  secondPower: 6,
  count: 7,
} as const;
/**
 * Beside centre and scale, each a float64 at `8 * index`: 1 / reward scale, b in the reward's own units, bound of observations; and of
 * the last update 1 where a frame's step was long, and where one led a hill out of the range of precisions.
 */
export const Units = {
  rewardFactor: 0,
  commonValue: 1,
  limit: 2,
  isLong: 3,
  isConfined: 4,
  count: 5,
} as const;
/** Room for the module's constants. */
export const CONSTANT_COUNT = 32;

/** Hands out stretches of bytes one behind the other. */
class Allocation {
  bytes = 0;

  take(length: number): number {
    const start = this.bytes;
    this.bytes = Math.ceil((start + length) / VECTOR_BYTES) * VECTOR_BYTES;
    return start;
  }

  vectors(count: number): number {
    return this.take(count * VECTOR_BYTES);
  }
}

export function createLayout(options: LearnerOptions): Layout {
  const { observationSize, actionCount, componentCount, batchSize, bufferCapacity } = options;
  const isDiagonal = options.covariance === "diagonal";
  const packed = isDiagonal ? observationSize : packedLength(observationSize);
  const frameLength = isDiagonal ? observationSize : observationSize ** 2;
  const groupCount = Math.ceil(componentCount / LANES);
  const sampleCount = Math.ceil(batchSize / TILE) * TILE;
  const unrolled = observationSize <= UNROLLED_SIZE;
  const hill = hillOffsets(options, packed, frameLength);
  const gradient = gradientOffsets(options, packed);
  const sample = sampleOffsets(observationSize, actionCount);
  const memory = new Allocation();
  return {
    options,
    isDiagonal,
    packed,
    frameLength,
    unrolled,
    tile: unrolled ? UNROLLED_TILE : TILE,
    unrolledActions: actionCount <= UNROLLED_ACTIONS,
    hill,
    gradient,
    sample,
    groupCount,
    sampleCount,
    // The module's constants come first.
    constants: memory.vectors(CONSTANT_COUNT),
    hills: memory.take(groupCount * hill.bytes),
    gradients: memory.take(groupCount * gradient.bytes),
    samples: memory.take(sampleCount * sample.bytes),
    gaussians: memory.vectors(groupCount * sampleCount),
    numbers: memory.take(8 * Numbers.count),
    center: memory.take(8 * observationSize),
    inverseScale: memory.take(8 * observationSize),
    units: memory.take(8 * Units.count),
    rows: memory.take(4 * batchSize),
    importance: memory.take(8 * batchSize),
    tdErrors: memory.take(8 * batchSize),
    point: memory.take(4 * observationSize),
    pointSums: memory.vectors(actionCount),
    pointValues: memory.take(4 * actionCount),
    tileDifferences: memory.vectors(unrolled || isDiagonal ? 0 : TILE * observationSize),
    differences: memory.vectors(unrolled || isDiagonal ? 0 : sampleCount * observationSize),
    forces: memory.vectors(unrolled || isDiagonal ? 0 : sampleCount * observationSize),
    matrices: memory.vectors(isDiagonal ? 0 : 3 * observationSize ** 2),
    buffer: {
      observations: memory.take(8 * bufferCapacity * observationSize),
      actions: memory.take(4 * bufferCapacity),
      rewards: memory.take(8 * bufferCapacity),
      nextObservations: memory.take(8 * bufferCapacity * observationSize),
      discounts: memory.take(8 * bufferCapacity),
      nextMasks: memory.take(bufferCapacity * actionCount),
    },
    bytes: memory.bytes,
  };
}

function hillOffsets(options: LearnerOptions, packed: number, frameLength: number): HillOffsets {
  const { observationSize, actionCount, factorCount, optimizer } = options;
  const factorSize = factorCount * actionCount;
  const mixtureSize = observationSize + packed + actionCount;
  const record = new Allocation();
  const mixture = (): MixtureOffsets => ({
    means: record.vectors(observationSize),
    forms: record.vectors(packed),
    weights: record.vectors(actionCount),
  });
  const moments = (first: number, second: number): Moments => ({
    first: record.vectors(optimizer === "sgd" ? 0 : first),
    second: record.vectors(optimizer === "sgd" ? 0 : second),
    greatest: record.vectors(optimizer === "amsgrad" ? second : 0),
  });
  const current = mixture();
  // The paper's form needs neither copy: they are the current mixture itself.
  const hasTarget = options.target !== "current";
  const hasAverage = options.averagingRate < 1;
  return {
    current,
    target: hasTarget ? mixture() : current,
    targetLow: record.vectors(hasTarget ? mixtureSize : 0),
    averaged: hasAverage ? mixture() : current,
    averagedLow: record.vectors(hasAverage ? mixtureSize : 0),
    meansLow: record.vectors(observationSize),
    frames: record.vectors(frameLength),
    framesLow: record.vectors(frameLength),
    factors: record.vectors(factorSize),
    factorsLow: record.vectors(factorSize),
    meanMoments: moments(observationSize, observationSize),
    frameMoments: moments(frameLength, 1),
    factorMoments: moments(factorSize, factorSize),
    live: record.vectors(1),
    bytes: record.bytes,
  };
}

function gradientOffsets(options: LearnerOptions, packed: number): GradientOffsets {
  const { observationSize, actionCount, factorCount } = options;
  const record = new Allocation();
  return {
    weights: record.vectors(actionCount),
    pulls: record.vectors(observationSize),
    means: record.vectors(observationSize),
    frames: record.vectors(packed),
    factors: record.vectors(factorCount * actionCount),
    reach: record.vectors(options.restingReach === 0 ? 0 : 1),
    bytes: record.bytes,
  };
}

function sampleOffsets(observationSize: number, actionCount: number): SampleOffsets {
  const values = 0;
  const observation = VECTOR_BYTES * actionCount;
  const nextObservation = observation + 4 * observationSize;
  const action = nextObservation + 4 * observationSize;
  const bytes = Math.ceil((action + 28) / VECTOR_BYTES) * VECTOR_BYTES;
  return {
    values,
    observation,
    nextObservation,
    action,
    nextAction: action + 4,
    nextMask: action + 8,
    reward: action + 12,
    discount: action + 16,
    value: action + 20,
    slope: action + 24,
    bytes,
  };
}
