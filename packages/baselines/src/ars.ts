import {
  type ActionMask,
  checkMask,
  checkObservation,
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
import { RunningMoments } from "./running-moments.ts";

/**
 * Options of ARS; symbols are those of algorithm 2 of the paper. The defaults are stable-baselines3-contrib's, which RL Zoo's
 * CartPole-v1, Acrobot-v1 and MountainCar-v0 leave as they are.
 */
export const arsOptions = {
  /** α */
  stepSize: option.positive(0.02),
  /** N: directions tried in an iteration, two episodes each */
  directionCount: option.count(8),
  /** ν: standard deviation of the exploration noise */
  noise: option.positive(0.05),
  /** b: directions, those of the highest returns, that are followed */
  topDirectionCount: option.count(8),
};
export type ArsOptions = OptionValues<typeof arsOptions>;

/** Every option with its value. Throws RangeError naming the option that does not exist or fit. */
export function resolveArsOptions(options: Partial<ArsOptions>): ArsOptions {
  const resolved = resolveOptions("ars", arsOptions, options);
  const { directionCount, topDirectionCount } = resolved;
  if (topDirectionCount > directionCount) {
    throw new RangeError(
      `topDirectionCount is ${topDirectionCount}; it must be from 1 to directionCount, ${directionCount}`,
    );
  }
  return resolved;
}

/**
 * Augmented random search, version V2-t, with a linear policy (Mania, Guy & Recht, *Simple random search provides a competitive
 * approach to reinforcement learning*, arXiv 1803.07055): the action is the greatest entry of M (s − μ)/σ.
 */
export class Ars implements Baseline {
  readonly environmentCount = 1;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly options: ArsOptions;
  /** M: actionCount × observationSize, row by row; zero at first. */
  readonly matrix: Float64Array;
  readonly policy = {
    act: (observation: ArrayLike<number>) => greedyAction(this.scores(observation, this.matrix)),
  };
  /** Kept empty: a baseline watches for no failure signatures. */
  readonly health: readonly HealthEvent[] = [];
  stepCount = 0;
  updateCount = 0;
  private readonly random: Xoshiro128;
  private readonly moments: RunningMoments;
  /** μ and σ of the policy: those of the iteration's beginning, so that all its episodes are of one policy's neighbours. */
  private means: Float64Array;
  private deviations: Float64Array;
  private directions: Float64Array[];
  /** Returns of the iteration's episodes: direction 0 forth, direction 0 back, direction 1 forth, … */
  private returns: number[] = [];
  private episodicReturn = 0;
  private perturbed: Float64Array;

  constructor(observationSize: number, actionCount: number, options: Partial<ArsOptions> = {}, seed = 0) {
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.options = resolveArsOptions(options);
    this.random = Xoshiro128.fromSeed(seed, 0);
    this.matrix = new Float64Array(actionCount * observationSize);
    this.moments = new RunningMoments(observationSize);
    this.means = this.moments.means.slice();
    this.deviations = this.moments.deviations.slice();
    this.directions = this.drawDirections();
    this.perturbed = this.perturb();
  }

  /** The action of the direction that is being tried. */
  act(observation: ArrayLike<number>, { mask }: { mask?: ActionMask } = {}): number {
    checkObservation(observation, this.observationSize, "observation");
    if (mask) checkMask(mask, this.actionCount, "mask");
    return greedyAction(this.scores(observation, this.perturbed), mask);
  }

  observe(transition: Transition): void {
    checkTransition(transition, this.observationSize, this.actionCount);
    this.stepCount++;
    this.moments.add(transition.observation);
    this.episodicReturn += transition.reward;
    if (!transition.terminated && !transition.truncated) return;

    this.returns.push(this.episodicReturn);
    this.episodicReturn = 0;
    if (this.returns.length === 2 * this.options.directionCount) this.update();
    this.perturbed = this.perturb();
  }

  metrics(): Measurements {
    return { "model/norm": Math.sqrt(this.matrix.reduce((sum, value) => sum + value * value, 0)) };
  }

  /** M, μ and σ. */
  parameterCount(): ParameterCount {
    return countParameters([this.matrix, this.means, this.deviations]);
  }

  dispose(): void {}

  /** Algorithm 2, line 7: M ← M + α/(b σ_R) Σ (r₊ − r₋) δ over the b directions of the highest max(r₊, r₋). */
  private update(): void {
    const { stepSize, directionCount, topDirectionCount } = this.options;
    const forth = (k: number) => this.returns[2 * k];
    const back = (k: number) => this.returns[2 * k + 1];
    const top = Array.from({ length: directionCount }, (_, k) => k)
      .sort((a, b) => Math.max(forth(b), back(b)) - Math.max(forth(a), back(a)))
      .slice(0, topDirectionCount);
    const deviation = standardDeviation(top.flatMap((k) => [forth(k), back(k)]));
    // Where all returns are the same there is no direction to follow.
    if (deviation > 0) {
      const scale = stepSize / (topDirectionCount * deviation);
      for (const k of top) {
        for (let i = 0; i < this.matrix.length; i++) {
          this.matrix[i] += scale * (forth(k) - back(k)) * this.directions[k][i];
        }
      }
    }
    this.updateCount++;
    this.means = this.moments.means.slice();
    this.deviations = this.moments.deviations.slice();
    this.directions = this.drawDirections();
    this.returns = [];
  }

  private drawDirections(): Float64Array[] {
    return Array.from({ length: this.options.directionCount }, () =>
      this.matrix.map(() => this.random.normal()),
    );
  }

  /** M + ν δ or M − ν δ, whichever episode comes next. */
  private perturb(): Float64Array {
    const direction = this.directions[Math.floor(this.returns.length / 2)];
    const step = this.returns.length % 2 === 0 ? this.options.noise : -this.options.noise;
    return this.matrix.map((value, i) => value + step * direction[i]);
  }

  private scores(observation: ArrayLike<number>, matrix: Float64Array): Float64Array {
    const size = this.observationSize;
    const scores = new Float64Array(this.actionCount);
    for (let a = 0; a < scores.length; a++) {
      for (let i = 0; i < size; i++) {
        scores[a] += (matrix[a * size + i] * (observation[i] - this.means[i])) / this.deviations[i];
      }
    }
    return scores;
  }
}

function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
