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
import type { Baseline, ParameterCount } from "./baseline.ts";
import { epsilonAt, explorationOptions, exploringAction } from "./exploration.ts";
import { IncrementalMixture } from "./incremental-mixture.ts";
import { RunningMoments } from "./running-moments.ts";

/** Options of Q-learning with incremental Gaussian mixtures; symbols are the incremental mixture's, and ours where it has none. */
export const igmnOptions = {
  /** δ: deviation of a new component along each number, in that of all vectors so far */
  delta: option.positive(1),
  /** τ: a vector at which every component is lower than this share of its own peak becomes a component */
  tau: option.rate(1e-6),
  /** sp_max: vectors that a component averages over; what it learned before fades */
  memory: { ...option.number(1, Number.MAX_VALUE, 30), above: true },
  /** v_min: vectors after which a component may be spurious, and dropped */
  minimumAge: option.count(100),
  /** sp_min: a component that fewer vectors belong to by then is spurious */
  minimumMass: option.nonNegative(3),
  /** random steps before the first component: they tell how wide it is to be */
  learningStarts: option.count(100),
  /** γ */
  discount: { ...option.share(0.95), below: true },
  ...explorationOptions,
};
export type IgmnOptions = OptionValues<typeof igmnOptions>;

/** Chosen by us, see docs/baselines. */
export const igmnPresets: Readonly<Record<string, Partial<IgmnOptions>>> = {
  "Acrobot-v1": { delta: 2 },
};

/**
 * Q-learning with a Gaussian mixture over (s, Q) for each action, which grows as it learns: the incremental mixture as Pinto has it
 * (*Fast reinforcement learning with incremental Gaussian mixture models*, arXiv 2011.00702) over the samples of Agostini & Celaya
 * (*Reinforcement learning with a Gaussian mixture model*, IJCNN 2010). Q(s, a) is what the action's mixture recalls at s.
 */
export class Igmn implements Baseline {
  readonly environmentCount = 1;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly options: IgmnOptions;
  /** One an action. */
  readonly mixtures: readonly IncrementalMixture[];
  readonly policy = { act: (observation: ArrayLike<number>) => greedyAction(this.qValues(observation)) };
  /** Kept empty: a baseline watches for no failure signatures. */
  readonly health: readonly HealthEvent[] = [];
  stepCount = 0;
  updateCount = 0;
  private readonly random: Xoshiro128;
  /** Of the vectors that each mixture was told. */
  private readonly moments: readonly RunningMoments[];
  /** Of all rewards so far, and of 0, which an end is worth. */
  private lowestReward = 0;
  private highestReward = 0;
  private tdError = 0;

  constructor(observationSize: number, actionCount: number, options: Partial<IgmnOptions> = {}, seed = 0) {
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.options = resolveOptions("igmn", igmnOptions, options);
    this.random = Xoshiro128.fromSeed(seed, 0);
    const each = <Item>(make: () => Item) => Array.from({ length: actionCount }, make);
    this.mixtures = each(() => new IncrementalMixture(observationSize, this.options));
    this.moments = each(() => new RunningMoments(observationSize + 1));
  }

  /** Q(s, ·): what each mixture recalls, within what the rewards seen so far allow any state to be worth. */
  qValues(observation: ArrayLike<number>): Float64Array {
    const horizon = 1 / (1 - this.options.discount);
    return Float64Array.from(this.mixtures, (mixture) =>
      Math.max(
        this.lowestReward * horizon,
        Math.min(this.highestReward * horizon, mixture.recall(observation)),
      ),
    );
  }

  act(observation: ArrayLike<number>, { mask }: { mask?: ActionMask } = {}): number {
    const { actionCount, observationSize, random } = this;
    const epsilon = epsilonAt(this.stepCount, this.options);
    const greedy = () => greedyAction(this.qValues(observation), mask);
    return exploringAction(observation, mask, { actionCount, observationSize, epsilon, random, greedy });
  }

  /** The mixture of the action taken learns (s, r + γ max Q(s', ·)). */
  observe(transition: Transition): void {
    checkTransition(transition, this.observationSize, this.actionCount);
    const { observation, action, reward, nextObservation, terminated, nextMask } = transition;
    this.stepCount++;
    this.lowestReward = Math.min(this.lowestReward, reward);
    this.highestReward = Math.max(this.highestReward, reward);
    const vector = new Float64Array(this.observationSize + 1);
    vector.set(observation);
    vector[this.observationSize] = reward;
    if (!terminated) {
      const nextValues = this.qValues(nextObservation);
      vector[this.observationSize] += this.options.discount * nextValues[greedyAction(nextValues, nextMask)];
    }
    this.tdError = vector[this.observationSize] - this.qValues(observation)[action];
    this.moments[action].add(vector);
    if (this.stepCount <= this.options.learningStarts) return;
    this.mixtures[action].learn(vector, this.moments[action].deviations);
    this.updateCount++;
  }

  metrics(): Measurements {
    return {
      "losses/td": this.tdError,
      "policy/epsilon": epsilonAt(this.stepCount, this.options),
      "model/live_components": this.componentCount,
      "model/nonzero_parameters": this.parameterCount().nonzero,
    };
  }

  /**
   * Of each component its weight, μ, the precision over s and the slope of Q by s: all that recall needs. (Λ has one number more, the
   * spread of Q about that line.)
   */
  parameterCount(): ParameterCount {
    const size = this.observationSize;
    const total = this.componentCount * (1 + (size + 1) + (size * (size + 1)) / 2 + size);
    return { total, nonzero: total };
  }

  dispose(): void {}

  private get componentCount(): number {
    return this.mixtures.reduce((sum, { components }) => sum + components.length, 0);
  }
}
