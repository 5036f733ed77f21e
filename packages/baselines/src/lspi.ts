import {
  type ActionMask,
  checkTransition,
  greedyAction,
  type HealthEvent,
  type Measurements,
  type OptionValues,
  option,
  resolveOptions,
  type Transition,
  Xoshiro128,
} from "drumlin";
import { type Baseline, countParameters, type ParameterCount } from "./baseline.ts";
import { epsilonAt, explorationOptions, exploringAction } from "./exploration.ts";
import { gaussian } from "./gaussian.ts";
import { RunningMoments } from "./running-moments.ts";
import { solveLinear } from "./solve-linear.ts";
import { TransitionBuffer } from "./transition-buffer.ts";

/** Options of LSPI; where Drumlin's preset `paper` has the same option it has the same value, but for the variance. */
export const lspiOptions = {
  /** K: Gaussians, each with a weight for each action */
  componentCount: option.count(50),
  /** variance of the Gaussians, times D, in normalised coordinates */
  variance: option.positive(0.3),
  /** transitions that are remembered and fitted */
  bufferSize: option.count(10_000),
  /** steps between two policy iterations */
  fitInterval: option.count(1000),
  /** evaluations of a policy in an iteration, at most: it ends where the policy stays the same */
  evaluations: option.count(10),
  /** δ: A begins as δI */
  ridge: option.positive(1),
  /** γ */
  discount: option.share(0.99),
  ...explorationOptions,
};
export type LspiOptions = OptionValues<typeof lspiOptions>;

/** Chosen by us, see docs/baselines. */
export const lspiPresets: Readonly<Record<string, Partial<LspiOptions>>> = {
  "CartPole-v1": { discount: 0.95 },
};

/**
 * Least-squares policy iteration (Lagoudakis & Parr, *Least-squares policy iteration*, JMLR 4, 2003), online, on Gaussians that stay
 * where they are drawn:
 *
 *     Q(s, a) = Σ_k w_{a,k} φ_k(s),    φ_k(s) = exp(−|z − m_k|² / C),    z = (s − μ) / 3σ
 */
export class Lspi implements Baseline {
  readonly environmentCount = 1;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly options: LspiOptions;
  /** m: K × D */
  readonly means: Float64Array;
  /** w: A × K; 0 until the first policy iteration */
  readonly weights: Float64Array;
  readonly policy = { act: (observation: ArrayLike<number>) => greedyAction(this.qValues(observation)) };
  /** Kept empty: a baseline watches for no failure signatures. */
  readonly health: readonly HealthEvent[] = [];
  stepCount = 0;
  updateCount = 0;
  private readonly random: Xoshiro128;
  private readonly buffer: TransitionBuffer;
  private readonly moments: RunningMoments;
  /** μ and σ of the policy: those that its weights were fitted with. */
  private readonly fittedMoments: RunningMoments;

  constructor(observationSize: number, actionCount: number, options: Partial<LspiOptions> = {}, seed = 0) {
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.options = resolveOptions("lspi", lspiOptions, options);
    const { componentCount, bufferSize } = this.options;
    this.random = Xoshiro128.fromSeed(seed, 0);
    this.buffer = new TransitionBuffer(bufferSize, observationSize, actionCount);
    this.moments = new RunningMoments(observationSize);
    this.fittedMoments = new RunningMoments(observationSize);
    const draw = Xoshiro128.fromSeed(seed, 1);
    this.means = new Float64Array(componentCount * observationSize).map(() => 2 * draw.uniform() - 1);
    this.weights = new Float64Array(actionCount * componentCount);
  }

  /** φ(s), of the observation that begins at `at`. */
  features(observation: ArrayLike<number>, at = 0): Float64Array {
    const { means, observationSize: size } = this;
    const { componentCount, variance } = this.options;
    const features = new Float64Array(componentCount);
    const point = new Float64Array(size);
    this.fittedMoments.normalize(point, 0, observation, at);
    for (let k = 0, meanAt = 0; k < componentCount; k++) {
      let square = 0;
      for (let i = 0; i < size; i++, meanAt++) square += (point[i] - means[meanAt]) ** 2;
      features[k] = gaussian(square / (variance * size));
    }
    return features;
  }

  /** Q(s, ·) */
  qValues(observation: ArrayLike<number>): Float64Array {
    return this.valuesOf(this.features(observation));
  }

  act(observation: ArrayLike<number>, { mask }: { mask?: ActionMask } = {}): number {
    const { actionCount, observationSize, random } = this;
    const epsilon = epsilonAt(this.stepCount, this.options);
    const greedy = () => greedyAction(this.qValues(observation), mask);
    return exploringAction(observation, mask, { actionCount, observationSize, epsilon, random, greedy });
  }

  observe(transition: Transition): void {
    checkTransition(transition, this.observationSize, this.actionCount);
    this.moments.add(transition.observation);
    this.buffer.append(transition);
    this.stepCount++;
    if (this.stepCount % this.options.fitInterval === 0) this.iteratePolicy();
  }

  metrics(): Measurements {
    return {
      "policy/epsilon": epsilonAt(this.stepCount, this.options),
      "model/norm": Math.sqrt(this.weights.reduce((sum, value) => sum + value * value, 0)),
      "model/nonzero_parameters": this.parameterCount().nonzero,
    };
  }

  /** m, the width along each coordinate, and w. */
  parameterCount(): ParameterCount {
    return countParameters([this.means, this.fittedMoments.deviations, this.weights]);
  }

  dispose(): void {}

  /**
   * LSPI on the transitions remembered (figure 8), each evaluation by LSTDQ (figure 5). What A has of φ(s, a) φ(s, a)ᵀ and b
   * do not depend on the policy. The rest is kept from one evaluation to the next: only the transitions whose π(s') has changed
   * move their γ φ(s, a) φ(s', π(s'))ᵀ to the new action's columns.
   */
  private iteratePolicy(): void {
    const { buffer, weights, options } = this;
    const { componentCount, discount } = options;
    this.fittedMoments.copy(this.moments);
    const features = this.remembered(buffer.observations);
    const nextFeatures = this.remembered(buffer.nextObservations);
    const system = new LinearSystem(weights.length, options.ridge);
    for (const [row, here] of features.entries()) {
      const block = buffer.actions[row] * componentCount;
      system.addProduct(block, here, block, here, 1);
      system.addVector(block, here, buffer.rewards[row]);
    }

    const nextActions = new Int32Array(buffer.length).fill(-1);
    for (let evaluation = 0; evaluation < options.evaluations; evaluation++) {
      let changes = 0;
      for (const [row, next] of nextFeatures.entries()) {
        if (buffer.terminated[row]) continue;
        const before = nextActions[row];
        const now = greedyAction(this.valuesOf(next), buffer.nextMask(row));
        if (now === before) continue;
        const block = buffer.actions[row] * componentCount;
        if (before >= 0) system.addProduct(block, features[row], before * componentCount, next, discount);
        system.addProduct(block, features[row], now * componentCount, next, -discount);
        nextActions[row] = now;
        changes++;
      }
      if (changes === 0 && evaluation > 0) break;
      system.solve(weights);
      this.updateCount++;
    }
  }

  /** Features of all observations of a column of the buffer. */
  private remembered(column: Float32Array): Float64Array[] {
    return Array.from({ length: this.buffer.length }, (_, row) =>
      this.features(column, row * this.observationSize),
    );
  }

  private valuesOf(features: Float64Array): Float64Array {
    const values = new Float64Array(this.actionCount);
    for (let a = 0, at = 0; a < values.length; a++) {
      for (let k = 0; k < features.length; k++, at++) values[a] += this.weights[at] * features[k];
    }
    return values;
  }
}

/** A w = b, gathered sample by sample. */
class LinearSystem {
  private readonly size: number;
  /** A: size × size, row by row */
  private readonly matrix: Float64Array;
  /** b */
  private readonly vector: Float64Array;

  constructor(size: number, ridge: number) {
    this.size = size;
    this.matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) this.matrix[i * size + i] = ridge;
    this.vector = new Float64Array(size);
  }

  /** Adds factor · left rightᵀ to the block of A that begins at this row and column. */
  addProduct(row: number, left: Float64Array, column: number, right: Float64Array, factor: number): void {
    for (let i = 0; i < left.length; i++) {
      const scaled = factor * left[i];
      if (scaled === 0) continue;
      const at = (row + i) * this.size + column;
      for (let j = 0; j < right.length; j++) this.matrix[at + j] += scaled * right[j];
    }
  }

  /** Adds factor · vector to b, from this row on. */
  addVector(row: number, vector: Float64Array, factor: number): void {
    for (let i = 0; i < vector.length; i++) this.vector[row + i] += factor * vector[i];
  }

  /** Writes w, or leaves it as it was where A is singular. */
  solve(out: Float64Array): void {
    const solution = this.vector.slice();
    if (solveLinear(this.matrix.slice(), solution, this.size)) out.set(solution);
  }
}
