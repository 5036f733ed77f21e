import * as tf from "@tensorflow/tfjs-core";
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
import { Adam, clipNorm } from "./adam.ts";
import { type Baseline, countParameters, type ParameterCount } from "./baseline.ts";
import { exploringAction } from "./exploration.ts";
import { freeingTensors, Perceptron, toBatch, uniformLayers } from "./perceptron.ts";
import { SparseMasks, sparsityOptions } from "./sparsity.ts";
import { TransitionBuffer } from "./transition-buffer.ts";

/** Options of DQN with stable-baselines3's names and defaults, but 256 neurons in place of 64. */
export const dqnOptions = {
  ...sparsityOptions,
  /** neurons of each hidden layer */
  hiddenSizes: option.list(option.count(), [256, 256]),
  /** step size of Adam */
  learningRate: option.positive(1e-4),
  /** transitions in an update */
  batchSize: option.count(32),
  /** transitions that are remembered */
  bufferSize: option.count(1_000_000),
  /** steps at random before the first update */
  learningStarts: option.integer(0, Number.MAX_VALUE, 100),
  /** γ */
  discount: option.share(0.99),
  /** steps between two copies of the network to the target network */
  targetUpdateInterval: option.count(10_000),
  /** steps between two rounds of updates */
  trainFrequency: option.count(4),
  /** updates in a round */
  gradientSteps: option.count(1),
  /** steps that training will take: what schedules go by */
  totalSteps: option.count(50_000),
  /** share of totalSteps in which ε falls from 1 to finalEpsilon, linearly */
  explorationFraction: option.share(0.1),
  /** ε after that */
  finalEpsilon: option.share(0.05),
  /** norm to which the gradient is shortened */
  maximumGradientNorm: option.positive(10),
  /** Double DQN: the network chooses the next action, the target network values it (van Hasselt et al. 2016) */
  double: option.boolean(false),
};
export type DqnOptions = OptionValues<typeof dqnOptions>;

/** RL Baselines3 Zoo's hyperparameters (hyperparams/dqn.yml), by environment. */
export const dqnPresets: Readonly<Record<string, Partial<DqnOptions>>> = {
  "CartPole-v1": {
    learningRate: 2.3e-3,
    batchSize: 64,
    bufferSize: 100_000,
    learningStarts: 1000,
    targetUpdateInterval: 10,
    trainFrequency: 256,
    gradientSteps: 128,
    totalSteps: 50_000,
    explorationFraction: 0.16,
    finalEpsilon: 0.04,
  },
  "Acrobot-v1": {
    learningRate: 6.3e-4,
    batchSize: 128,
    bufferSize: 50_000,
    learningStarts: 0,
    targetUpdateInterval: 250,
    trainFrequency: 4,
    gradientSteps: 4,
    totalSteps: 100_000,
    explorationFraction: 0.12,
    finalEpsilon: 0.1,
  },
};

/**
 * Deep Q-network (Mnih et al., *Human-level control through deep reinforcement learning*, Nature 2015), after
 * stable-baselines3. `await ready()` first.
 */
export class Dqn implements Baseline {
  readonly environmentCount = 1;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly options: DqnOptions;
  readonly network: Perceptron;
  /** Kept empty: a baseline watches for no failure signatures. */
  readonly health: readonly HealthEvent[] = [];
  stepCount = 0;
  updateCount = 0;
  private readonly random: Xoshiro128;
  private readonly masks: SparseMasks;
  private readonly optimizer: Adam;
  private readonly buffer: TransitionBuffer;
  private target: tf.Tensor[];
  /** The network has learned since it was last copied to the target. */
  private targetIsOld = false;
  private loss = 0;
  private gradientNorm = 0;

  constructor(observationSize: number, actionCount: number, options: Partial<DqnOptions> = {}, seed = 0) {
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.options = resolveOptions("dqn", dqnOptions, options);
    const { hiddenSizes, bufferSize } = this.options;
    this.random = Xoshiro128.fromSeed(seed, 0);
    const sizes = [observationSize, ...hiddenSizes, actionCount];
    this.network = new Perceptron(uniformLayers(sizes, this.random), "relu");
    this.masks = new SparseMasks(this.network.layers, this.options, Xoshiro128.fromSeed(seed, 1));
    this.optimizer = new Adam(this.network.parameters, 1e-8);
    this.buffer = new TransitionBuffer(bufferSize, observationSize, actionCount);
    this.target = this.network.toTensors();
  }

  get policy(): Perceptron {
    return this.network;
  }

  /** ε: the probability of a random action at the next step. */
  get epsilon(): number {
    const { learningStarts, explorationFraction, totalSteps, finalEpsilon } = this.options;
    if (this.stepCount < learningStarts) return 1;
    const over = Math.min(1, this.stepCount / (explorationFraction * totalSteps));
    return 1 + over * (finalEpsilon - 1);
  }

  act(observation: ArrayLike<number>, { mask }: { mask?: ActionMask } = {}): number {
    const { actionCount, observationSize, epsilon, random } = this;
    const greedy = () => greedyAction(this.network.predict(observation), mask);
    return exploringAction(observation, mask, { actionCount, observationSize, epsilon, random, greedy });
  }

  observe(transition: Transition): void {
    checkTransition(transition, this.observationSize, this.actionCount);
    this.buffer.append(transition);
    this.stepCount++;
    const { learningStarts, targetUpdateInterval, trainFrequency, gradientSteps } = this.options;
    if (this.stepCount % targetUpdateInterval === 0 && this.targetIsOld) {
      tf.dispose(this.target);
      this.target = this.network.toTensors();
      this.targetIsOld = false;
    }
    if (this.stepCount > learningStarts && this.stepCount % trainFrequency === 0) {
      for (let i = 0; i < gradientSteps; i++) this.update();
    }
  }

  metrics(): Measurements {
    return {
      "losses/td": this.loss,
      "optimizer/gradient_norm": this.gradientNorm,
      "charts/epsilon": this.epsilon,
      "model/nonzero_parameters": this.parameterCount().nonzero,
    };
  }

  parameterCount(): ParameterCount {
    return countParameters(this.network.parameters);
  }

  dispose(): void {
    tf.dispose(this.target);
  }

  private update(): void {
    const { batchSize, learningRate, maximumGradientNorm, totalSteps } = this.options;
    const rows = Array.from({ length: batchSize }, () => this.random.integer(this.buffer.length));
    const gradients = this.lossGradients(rows);
    this.gradientNorm = clipNorm(gradients, maximumGradientNorm);
    this.updateCount++;

    const weightGradients = gradients.filter((_, index) => index % 2 === 0);
    this.masks.adapt(this.updateCount, Math.min(1, this.stepCount / totalSteps), weightGradients);
    this.masks.maskGradients(weightGradients);
    this.optimizer.step(this.network.parameters, gradients, learningRate);
    this.masks.apply();
    this.targetIsOld = true;
  }

  /** By each parameter, of the mean Huber loss of the TD errors r + γ max Q_target(s', ·) − Q(s, a) in these rows of the buffer. */
  private lossGradients(rows: readonly number[]): Float32Array[] {
    const { buffer, network, options, observationSize, actionCount, target } = this;
    return freeingTensors(() => {
      const nextObservations = gather(buffer.nextObservations, rows, observationSize);
      const nextValues = network.predictBatch(nextObservations, target);
      const choosers = options.double
        ? network.predictBatch(nextObservations, network.toTensors())
        : nextValues;
      return network.gradients(gather(buffer.observations, rows, observationSize), (values) => {
        const gradient = new Float32Array(values.length);
        this.loss = 0;
        for (const [at, row] of rows.entries()) {
          const choices = choosers.subarray(at * actionCount, (at + 1) * actionCount);
          const chosen = greedyAction(choices, buffer.nextMask(row));
          const beyond = buffer.terminated[row]
            ? 0
            : options.discount * nextValues[at * actionCount + chosen];
          const taken = at * actionCount + buffer.actions[row];
          const error = buffer.rewards[row] + beyond - values[taken];
          // Huber's loss is e²/2 up to 1 and |e| − 1/2 beyond; its slope by Q is −e, clipped.
          const size = Math.abs(error);
          this.loss += (size < 1 ? (size * size) / 2 : size - 0.5) / rows.length;
          gradient[taken] = -Math.max(-1, Math.min(1, error)) / rows.length;
        }
        return gradient;
      });
    });
  }
}

/** rows × observationSize of one of the buffer's columns of observations. */
function gather(column: Float32Array, rows: readonly number[], size: number): tf.Tensor2D {
  return toBatch(
    rows.map((row) => column.subarray(row * size, (row + 1) * size)),
    size,
  );
}
