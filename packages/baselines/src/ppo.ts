import {
  type ActionMask,
  checkMask,
  checkObservation,
  checkTransition,
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
import { freeingTensors, orthogonalLayers, Perceptron, toBatch } from "./perceptron.ts";
import { RunningMoments } from "./running-moments.ts";
import { SparseMasks, shuffled, sparsityOptions } from "./sparsity.ts";

/** Options of PPO with stable-baselines3's names and defaults. */
export const ppoOptions = {
  ...sparsityOptions,
  maskInterval: { ...sparsityOptions.maskInterval, default: 200 },
  /** neurons of each hidden layer, of policy and critic alike */
  hiddenSizes: option.list(option.count(), [64, 64]),
  /** copies of the environment that are learned from at once */
  environmentCount: option.count(1),
  /** steps of each environment in a rollout */
  rolloutSteps: option.count(2048),
  /** transitions in an update */
  batchSize: option.count(64),
  /** times that each transition of a rollout is learned from */
  epochs: option.count(10),
  /** step size of Adam */
  learningRate: option.positive(3e-4),
  /** how far the ratio of probabilities may leave 1 */
  clipRange: option.positive(0.2),
  /** the learning rate falls linearly to 0 at totalSteps */
  linearLearningRate: option.boolean(false),
  /** the clip range falls linearly to 0 at totalSteps */
  linearClipRange: option.boolean(false),
  /** steps, of all environments together, that training will take: what schedules go by */
  totalSteps: option.count(100_000),
  /** γ */
  discount: option.share(0.99),
  /** λ of GAE */
  gaeLambda: option.share(0.95),
  /** what a nat of the policy's entropy counts in the loss */
  entropyCoefficient: option.nonNegative(0),
  /** what the critic's squared error counts in the loss */
  valueCoefficient: option.nonNegative(0.5),
  /** norm to which the gradient is shortened */
  maximumGradientNorm: option.positive(0.5),
  /** advantages of a minibatch get mean 0 and deviation 1 */
  normalizeAdvantages: option.boolean(true),
  /** observations by their running mean and deviation, clipped at ± 10 */
  normalizeObservations: option.boolean(false),
  /** rewards by the running deviation of the discounted return, clipped at ± 10 */
  normalizeRewards: option.boolean(false),
};
export type PpoOptions = OptionValues<typeof ppoOptions>;

/** RL Baselines3 Zoo's hyperparameters (hyperparams/ppo.yml), by environment. */
export const ppoPresets: Readonly<Record<string, Partial<PpoOptions>>> = {
  "CartPole-v1": {
    environmentCount: 8,
    rolloutSteps: 32,
    batchSize: 256,
    gaeLambda: 0.8,
    discount: 0.98,
    epochs: 20,
    learningRate: 1e-3,
    linearLearningRate: true,
    clipRange: 0.2,
    linearClipRange: true,
    totalSteps: 100_000,
  },
  "Acrobot-v1": {
    environmentCount: 16,
    rolloutSteps: 256,
    gaeLambda: 0.94,
    discount: 0.99,
    epochs: 4,
    normalizeObservations: true,
    normalizeRewards: true,
    totalSteps: 1_000_000,
  },
};

/** Where a normalised number is cut off. */
const CLIP = 10;

/**
 * Proximal policy optimisation (Schulman et al., arXiv 1707.06347) with generalised advantage estimation
 * (arXiv 1506.02438), after stable-baselines3. `await ready()` first.
 *
 * `environmentCount` environments are told to `observe` in turn. The policy stays as it is during a rollout, so nothing
 * but the transitions has to be kept of it: values and log-probabilities are computed at its end, in one batch.
 */
export class Ppo implements Baseline {
  readonly observationSize: number;
  readonly actionCount: number;
  readonly options: PpoOptions;
  /** Observation (normalised) to the logit of each action. */
  readonly actor: Perceptron;
  /** Observation (normalised) to its value. */
  readonly critic: Perceptron;
  readonly policy = { act: (observation: ArrayLike<number>) => this.actor.act(this.normalize(observation)) };
  /** Kept empty: a baseline watches for no failure signatures. */
  readonly health: readonly HealthEvent[] = [];
  stepCount = 0;
  updateCount = 0;
  private readonly random: Xoshiro128;
  private readonly masks: SparseMasks;
  private readonly parameters: readonly Float32Array[];
  private readonly optimizer: Adam;
  private readonly observationMoments: RunningMoments;
  private readonly returnMoments = new RunningMoments(1);
  /** Discounted return so far in each environment, as reward normalisation takes it. */
  private readonly returnsSoFar: Float64Array;
  /** Transitions since the last update, those of the environments in turn. */
  private rollout: Transition[] = [];
  private policyLoss = 0;
  private valueLoss = 0;
  private gradientNorm = 0;

  constructor(observationSize: number, actionCount: number, options: Partial<PpoOptions> = {}, seed = 0) {
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.options = resolveOptions("ppo", ppoOptions, options);
    const { hiddenSizes, environmentCount } = this.options;
    this.random = Xoshiro128.fromSeed(seed, 0);
    const inner = [observationSize, ...hiddenSizes];
    this.actor = new Perceptron(orthogonalLayers([...inner, actionCount], 0.01, this.random), "tanh");
    this.critic = new Perceptron(orthogonalLayers([...inner, 1], 1, this.random), "tanh");
    const layers = [...this.actor.layers, ...this.critic.layers];
    this.masks = new SparseMasks(layers, this.options, Xoshiro128.fromSeed(seed, 1));
    this.parameters = [...this.actor.parameters, ...this.critic.parameters];
    this.optimizer = new Adam(this.parameters, 1e-5);
    this.observationMoments = new RunningMoments(observationSize);
    this.returnsSoFar = new Float64Array(environmentCount);
  }

  get environmentCount(): number {
    return this.options.environmentCount;
  }

  /** Draws from the softmax of the actor's logits. */
  act(observation: ArrayLike<number>, { mask }: { mask?: ActionMask } = {}): number {
    checkObservation(observation, this.observationSize, "observation");
    if (mask) checkMask(mask, this.actionCount, "mask");
    const logits = this.actor.predict(this.normalize(observation));
    const allowed = logits.map((logit, a) => (mask && !mask[a] ? Number.NEGATIVE_INFINITY : logit));
    const highest = allowed.reduce((a, b) => Math.max(a, b));
    const odds = allowed.map((logit) => Math.exp(logit - highest));
    let left = this.random.uniform() * odds.reduce((a, b) => a + b);
    let action = -1;
    for (let a = 0; a < odds.length && left >= 0; a++) {
      if (odds[a] === 0) continue;
      left -= odds[a];
      action = a;
    }
    return action;
  }

  /** Takes the next transition, of environment number `stepCount` mod `environmentCount`; learns at a rollout's end. */
  observe(transition: Transition): void {
    checkTransition(transition, this.observationSize, this.actionCount);
    const { observation, nextObservation } = transition;
    this.rollout.push({
      ...transition,
      observation: Float64Array.from(observation),
      nextObservation: Float64Array.from(nextObservation),
    });
    this.stepCount++;
    if (this.rollout.length === this.options.rolloutSteps * this.environmentCount) {
      this.learn();
      this.rollout = [];
    }
  }

  metrics(): Measurements {
    return {
      "losses/policy": this.policyLoss,
      "losses/value": this.valueLoss,
      "optimizer/gradient_norm": this.gradientNorm,
      "model/nonzero_parameters": this.parameterCount().nonzero,
    };
  }

  parameterCount(): ParameterCount {
    const { means, deviations } = this.observationMoments;
    const scales = this.options.normalizeObservations ? [means, deviations] : [];
    return countParameters([...this.actor.parameters, ...scales]);
  }

  /** Nothing to free: tensors live only during an update. */
  dispose(): void {}

  private learn(): void {
    const { options, rollout } = this;
    const left = Math.max(0, 1 - this.stepCount / options.totalSteps);
    const learningRate = options.learningRate * (options.linearLearningRate ? left : 1);
    const clipRange = options.clipRange * (options.linearClipRange ? left : 1);

    const rewards = this.scaledRewards();
    const observations = rollout.map(({ observation }) => this.normalize(observation));
    const nextObservations = rollout.map(({ nextObservation }) => this.normalize(nextObservation));
    const before = this.evaluateRollout(observations, nextObservations);
    const advantages = generalizedAdvantages(
      {
        rewards,
        values: before.values,
        nextValues: before.nextValues,
        terminated: rollout.map(({ terminated }) => terminated),
        ended: rollout.map(({ terminated, truncated }) => terminated || truncated),
      },
      options.environmentCount,
      options.discount,
      options.gaeLambda,
    );
    for (let epoch = 0; epoch < options.epochs; epoch++) {
      const order = shuffled(rollout.length, this.random);
      for (let from = 0; from < order.length; from += options.batchSize) {
        const rows = order.slice(from, from + options.batchSize);
        this.update(rows, observations, before, advantages, learningRate, clipRange);
      }
    }
    if (options.normalizeObservations) {
      for (const { nextObservation } of rollout) this.observationMoments.add(nextObservation);
    }
  }

  private update(
    rows: readonly number[],
    observations: readonly ArrayLike<number>[],
    before: { values: ArrayLike<number>; logProbabilities: ArrayLike<number> },
    advantages: Float64Array,
    learningRate: number,
    clipRange: number,
  ): void {
    const { options, actor, critic, rollout, observationSize } = this;
    const taken = rows.map((row) => advantages[row]);
    const advantage = options.normalizeAdvantages ? standardized(taken) : taken;
    this.policyLoss = 0;
    this.valueLoss = 0;
    const gradients = freeingTensors(() => {
      const batch = toBatch(
        rows.map((row) => observations[row]),
        observationSize,
      );
      const byActor = actor.gradients(batch, (logits) => {
        const gradient = new Float32Array(logits.length);
        for (const [at, row] of rows.entries()) {
          const from = at * this.actionCount;
          const logProbabilities = logSoftmax(logits.subarray(from, from + this.actionCount));
          const { action } = rollout[row];
          const ratio = Math.exp(logProbabilities[action] - before.logProbabilities[row]);
          const { value, slope } = clippedObjective(ratio, advantage[at], clipRange);
          const entropy = -logProbabilities.reduce((sum, log) => sum + Math.exp(log) * log, 0);
          this.policyLoss -= (value + options.entropyCoefficient * entropy) / rows.length;
          for (const [a, log] of logProbabilities.entries()) {
            const probability = Math.exp(log);
            // ∂ log π(action) / ∂ logit a = [a = action] − π(a), and ∂ρ = ρ ∂ log π; ∂ entropy / ∂ logit a = −π(a) (log π(a) + entropy).
            const byObjective = slope * ratio * ((a === action ? 1 : 0) - probability);
            const byEntropy = -probability * (log + entropy);
            gradient[from + a] = -(byObjective + options.entropyCoefficient * byEntropy) / rows.length;
          }
        }
        return gradient;
      });
      const byCritic = critic.gradients(batch, (values) =>
        values.map((value, at) => {
          const error = value - (advantages[rows[at]] + before.values[rows[at]]);
          this.valueLoss += (error * error) / rows.length;
          return (options.valueCoefficient * 2 * error) / rows.length;
        }),
      );
      return [...byActor, ...byCritic];
    });
    this.gradientNorm = clipNorm(gradients, options.maximumGradientNorm);
    this.updateCount++;

    const weightGradients = gradients.filter((_, index) => index % 2 === 0);
    this.masks.adapt(this.updateCount, Math.min(1, this.stepCount / options.totalSteps), weightGradients);
    this.masks.maskGradients(weightGradients);
    this.optimizer.step(this.parameters, gradients, learningRate);
    this.masks.apply();
  }

  /** Values before and after each transition and the log-probability of its action, of the policy that took them. */
  private evaluateRollout(
    observations: readonly ArrayLike<number>[],
    nextObservations: readonly ArrayLike<number>[],
  ) {
    const { actor, critic, observationSize, actionCount } = this;
    return freeingTensors(() => {
      const batch = toBatch(observations, observationSize);
      const logits = actor.predictBatch(batch, actor.toTensors());
      return {
        values: critic.predictBatch(batch, critic.toTensors()),
        nextValues: critic.predictBatch(toBatch(nextObservations, observationSize), critic.toTensors()),
        logProbabilities: this.rollout.map(({ action }, at) => {
          return logSoftmax(logits.subarray(at * actionCount, (at + 1) * actionCount))[action];
        }),
      };
    });
  }

  private normalize(observation: ArrayLike<number>): ArrayLike<number> {
    if (!this.options.normalizeObservations) return observation;
    const { means, deviations } = this.observationMoments;
    return Float64Array.from(observation, (value, i) =>
      Math.max(-CLIP, Math.min(CLIP, (value - means[i]) / deviations[i])),
    );
  }

  /** The rollout's rewards over the deviation of the discounted return, this rollout's included. */
  private scaledRewards(): Float64Array {
    const { rollout, returnsSoFar, returnMoments, options } = this;
    if (options.normalizeRewards) {
      for (const [at, { reward, terminated, truncated }] of rollout.entries()) {
        const stream = at % options.environmentCount;
        returnsSoFar[stream] = options.discount * returnsSoFar[stream] + reward;
        returnMoments.add([returnsSoFar[stream]]);
        if (terminated || truncated) returnsSoFar[stream] = 0;
      }
    }
    const [scale] = returnMoments.deviations;
    return Float64Array.from(rollout, ({ reward }) =>
      options.normalizeRewards ? Math.max(-CLIP, Math.min(CLIP, reward / scale)) : reward,
    );
  }
}

/** One entry a transition, those of the environments in turn. */
export interface Rollout {
  readonly rewards: ArrayLike<number>;
  /** V(s) */
  readonly values: ArrayLike<number>;
  /** V(s') */
  readonly nextValues: ArrayLike<number>;
  /** Nothing is earned after s'. */
  readonly terminated: readonly boolean[];
  /** The episode ended in s', by termination or truncation. */
  readonly ended: readonly boolean[];
}

/** Generalised advantages (arXiv 1506.02438, eq. 16): A_t = δ_t + γλ A_{t+1}, with δ_t = r + γ V(s') − V(s). */
export function generalizedAdvantages(
  rollout: Rollout,
  environmentCount: number,
  discount: number,
  lambda: number,
): Float64Array {
  const { rewards, values, nextValues, terminated, ended } = rollout;
  const advantages = new Float64Array(rewards.length);
  for (let t = rewards.length - 1; t >= 0; t--) {
    const beyond = terminated[t] ? 0 : discount * nextValues[t];
    const later = t + environmentCount;
    const carried = ended[t] || later >= rewards.length ? 0 : discount * lambda * advantages[later];
    advantages[t] = rewards[t] + beyond - values[t] + carried;
  }
  return advantages;
}

/** min(ρ A, clip(ρ, 1 − c, 1 + c) A), to be made great (arXiv 1707.06347, eq. 7), and its slope by ρ. */
export function clippedObjective(
  ratio: number,
  advantage: number,
  clipRange: number,
): { value: number; slope: number } {
  const clipped = Math.max(1 - clipRange, Math.min(1 + clipRange, ratio)) * advantage;
  const free = ratio * advantage;
  return clipped < free ? { value: clipped, slope: 0 } : { value: free, slope: advantage };
}

function logSoftmax(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits);
  const highest = Math.max(...values);
  const logSum = highest + Math.log(values.reduce((sum, logit) => sum + Math.exp(logit - highest), 0));
  return values.map((logit) => logit - logSum);
}

/** Less their mean, over their deviation (n − 1 in the denominator, as PyTorch has it). */
function standardized(values: readonly number[]): number[] {
  if (values.length < 2) return [...values];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(square / (values.length - 1)) + 1e-8;
  return values.map((value) => (value - mean) / deviation);
}
