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
import { Adam } from "./adam.ts";
import { type Baseline, countParameters, type ParameterCount } from "./baseline.ts";
import { epsilonAt, explorationOptions, exploringAction } from "./exploration.ts";
import { gaussian } from "./gaussian.ts";
import { RunningMoments } from "./running-moments.ts";
import { TransitionBuffer } from "./transition-buffer.ts";

/** Options of the RBF Q-network; where Drumlin's preset `paper` has the same option, its value. */
export const rbfQOptions = {
  /** K: Gaussians */
  componentCount: option.count(50),
  /** a width for each coordinate of a Gaussian, or one for all */
  widths: option.choice(["diagonal", "isotropic"], "diagonal"),
  /** variance of a Gaussian at the start, times D, in normalised coordinates */
  initialVariance: option.positive(0.03),
  /** step size of Adam, one for all parameters */
  learningRate: option.positive(1e-3),
  /** share of it that is left after totalSteps, to which it falls linearly */
  finalLearningRate: option.share(0.01),
  /** steps that training will take: what that goes by */
  totalSteps: option.count(300_000),
  /** T: transitions in an update, the newest among them */
  batchSize: option.count(64),
  /** B: transitions that are remembered */
  bufferSize: option.count(10_000),
  /** steps before the first update */
  learningStarts: option.count(64),
  /** γ */
  discount: option.share(0.99),
  /** updates between two copies of the network to the target network; 0: the network is its own target */
  targetInterval: option.integer(0, Number.MAX_VALUE, 0),
  ...explorationOptions,
};
export type RbfQOptions = OptionValues<typeof rbfQOptions>;

/** Chosen by us, see docs/baselines. */
export const rbfQPresets: Readonly<Record<string, Partial<RbfQOptions>>> = {
  "Acrobot-v1": { learningRate: 3e-4 },
};

/**
 * Q-learning with a network of radial basis functions (Broomhead & Lowe 1988, Moody & Darken 1989):
 *
 *     Q(s, a) = Σ_k w_{k,a} exp(−Σ_i (z_i − m_{k,i})² e^{−2 l_{k,i}}),    z = (s − μ) / 3σ
 *
 * where w, m and l all learn by gradient, as in DQN. The function class is Drumlin's with diagonal covariances; the optimiser is Adam
 * on the plain numbers, with no geometry.
 */
export class RbfQ implements Baseline {
  readonly environmentCount = 1;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly options: RbfQOptions;
  readonly network: RbfNetwork;
  readonly policy = { act: (observation: ArrayLike<number>) => greedyAction(this.qValues(observation)) };
  /** Kept empty: a baseline watches for no failure signatures. */
  readonly health: readonly HealthEvent[] = [];
  stepCount = 0;
  updateCount = 0;
  private readonly random: Xoshiro128;
  private readonly moments: RunningMoments;
  private readonly buffer: TransitionBuffer;
  private readonly optimizer: Adam;
  private readonly target: RbfNetwork;
  /** D, K and A numbers to compute in. */
  private readonly point: Float64Array;
  private readonly heights: Float64Array;
  private readonly values: Float64Array;
  private loss = 0;

  constructor(observationSize: number, actionCount: number, options: Partial<RbfQOptions> = {}, seed = 0) {
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.options = resolveOptions("rbf-q", rbfQOptions, options);
    this.random = Xoshiro128.fromSeed(seed, 0);
    this.moments = new RunningMoments(observationSize);
    this.buffer = new TransitionBuffer(this.options.bufferSize, observationSize, actionCount);
    this.network = new RbfNetwork(observationSize, actionCount, this.options);
    this.network.draw(Xoshiro128.fromSeed(seed, 1));
    this.target = new RbfNetwork(observationSize, actionCount, this.options);
    this.target.copy(this.network);
    this.optimizer = new Adam(this.network.parameters, 1e-8);
    this.point = new Float64Array(observationSize);
    this.heights = new Float64Array(this.options.componentCount);
    this.values = new Float64Array(actionCount);
  }

  /** Q(s, ·) */
  qValues(observation: ArrayLike<number>): Float64Array {
    const { point, heights } = this;
    this.moments.normalize(point, 0, observation, 0);
    this.network.heights(heights, point);
    const values = new Float64Array(this.actionCount);
    this.network.values(values, heights);
    return values;
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
    if (this.stepCount >= this.options.learningStarts) this.update();
  }

  metrics(): Measurements {
    return {
      "losses/td": this.loss,
      "policy/epsilon": epsilonAt(this.stepCount, this.options),
      "model/nonzero_parameters": this.parameterCount().nonzero,
    };
  }

  /** m, l and w; the observations' scale as well where one width is for all coordinates, else it is a part of l. */
  parameterCount(): ParameterCount {
    const scale = this.options.widths === "isotropic" ? [this.moments.deviations] : [];
    return countParameters([...this.network.parameters, ...scale]);
  }

  dispose(): void {}

  /** A step of Adam along the gradient of the mean squared TD error of a minibatch, whose targets are held fixed. */
  private update(): void {
    const { batchSize, targetInterval } = this.options;
    const { buffer, moments, network, point, heights, values } = this;
    network.clearGradients();
    this.loss = 0;
    for (let t = 0; t < batchSize; t++) {
      const row = t === 0 ? buffer.newest : this.random.integer(buffer.length);
      const target = this.tdTarget(row);
      moments.normalize(point, 0, buffer.observations, row * this.observationSize);
      network.heights(heights, point);
      network.values(values, heights);
      const action = buffer.actions[row];
      const error = values[action] - target;
      this.loss += (error * error) / batchSize;
      network.addGradient(point, heights, action, (2 * error) / batchSize);
    }
    this.optimizer.step(network.parameters, network.gradients, this.learningRate);
    network.refresh();
    this.updateCount++;
    if (targetInterval > 0 && this.updateCount % targetInterval === 0) this.target.copy(network);
  }

  private get learningRate(): number {
    const { learningRate, finalLearningRate, totalSteps } = this.options;
    return learningRate * (1 + Math.min(1, this.stepCount / totalSteps) * (finalLearningRate - 1));
  }

  /** r + γ max Q(s', ·) of a row of the buffer, by the target network where there is one. */
  private tdTarget(row: number): number {
    const { buffer, point, heights, values, options } = this;
    if (buffer.terminated[row]) return buffer.rewards[row];
    const valuer = options.targetInterval > 0 ? this.target : this.network;
    this.moments.normalize(point, 0, buffer.nextObservations, row * this.observationSize);
    valuer.heights(heights, point);
    valuer.values(values, heights);
    return buffer.rewards[row] + options.discount * values[greedyAction(values, buffer.nextMask(row))];
  }
}

/** The network: its parameters, their gradients, and what is computed of them. */
export class RbfNetwork {
  /** m: K × D */
  readonly means: Float32Array;
  /** l: K × D, or K where one width is for all coordinates */
  readonly logWidths: Float32Array;
  /** w: K × A */
  readonly weights: Float32Array;
  readonly parameters: readonly Float32Array[];
  /** As the parameters. */
  readonly gradients: readonly Float32Array[];
  private readonly size: number;
  private readonly componentCount: number;
  private readonly actionCount: number;
  /** K × D: e^{−2l} */
  private readonly precisions: Float64Array;

  /** Means at 0 until they are drawn; no weight yet. */
  constructor(size: number, actionCount: number, { componentCount, widths, initialVariance }: RbfQOptions) {
    this.size = size;
    this.actionCount = actionCount;
    this.componentCount = componentCount;
    this.means = new Float32Array(componentCount * size);
    const widthCount = widths === "diagonal" ? componentCount * size : componentCount;
    this.logWidths = new Float32Array(widthCount).fill(Math.log(initialVariance * size) / 2);
    this.weights = new Float32Array(componentCount * actionCount);
    this.parameters = [this.means, this.logWidths, this.weights];
    this.gradients = this.parameters.map(({ length }) => new Float32Array(length));
    this.precisions = new Float64Array(componentCount * size);
    this.refresh();
  }

  /** Draws the means uniformly in [−1, 1]^D. */
  draw(random: Xoshiro128): void {
    for (let i = 0; i < this.means.length; i++) this.means[i] = 2 * random.uniform() - 1;
  }

  copy(other: RbfNetwork): void {
    for (const [index, values] of this.parameters.entries()) values.set(other.parameters[index]);
    this.refresh();
  }

  /** To be called when widths have changed. */
  refresh(): void {
    const { logWidths, precisions, size } = this;
    const share = precisions.length / logWidths.length;
    for (let i = 0; i < precisions.length; i++) {
      precisions[i] = Math.exp(-2 * logWidths[share === 1 ? i : Math.floor(i / size)]);
    }
  }

  /** Height of each Gaussian at a point. */
  heights(out: Float64Array, point: Float64Array): void {
    const { means, precisions, size } = this;
    for (let k = 0, at = 0; k < out.length; k++) {
      let exponent = 0;
      for (let i = 0; i < size; i++, at++) {
        const distance = point[i] - means[at];
        exponent += distance * distance * precisions[at];
      }
      out[k] = gaussian(exponent);
    }
  }

  /** Q, an action a number, where the Gaussians are so high. */
  values(out: Float64Array, heights: Float64Array): void {
    const { weights, actionCount } = this;
    for (let a = 0; a < actionCount; a++) {
      let sum = 0;
      for (let k = 0; k < heights.length; k++) sum += weights[k * actionCount + a] * heights[k];
      out[a] = sum;
    }
  }

  clearGradients(): void {
    for (const gradient of this.gradients) gradient.fill(0);
  }

  /** Adds `slope` times the gradient of Q(point, action). */
  addGradient(point: Float64Array, heights: Float64Array, action: number, slope: number): void {
    const { means, weights, precisions, size, actionCount, componentCount } = this;
    const [meanGradient, widthGradient, weightGradient] = this.gradients;
    const widthEach = widthGradient.length > componentCount;
    for (let k = 0; k < componentCount; k++) {
      if (heights[k] === 0) continue;
      const weightAt = k * actionCount + action;
      weightGradient[weightAt] += slope * heights[k];
      const force = 2 * slope * weights[weightAt] * heights[k];
      for (let i = 0, at = k * size; i < size; i++, at++) {
        const distance = point[i] - means[at];
        const pull = force * distance * precisions[at];
        meanGradient[at] += pull;
        widthGradient[widthEach ? at : k] += pull * distance;
      }
    }
  }
}
