import { FixedNormalizer } from "../normalizers/fixed-normalizer.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { Learner, LearnerOptions, LearnerState } from "./backend.ts";

/** Every option of a learner, none of them left to a preset. */
export const LEARNER_OPTIONS: LearnerOptions = {
  observationSize: 3,
  actionCount: 2,
  componentCount: 6,
  factorCount: 2,
  batchSize: 8,
  bufferCapacity: 40,
  target: "soft",
  targetInterval: 7,
  targetRate: 0.1,
  doubleQ: true,
  loss: "adaptive-huber",
  huberThreshold: 2,
  optimizer: "adam",
  restingReach: 0.01,
  metric: "affine-invariant",
  covariance: "full",
  meanLearningRate: 0.01,
  covarianceLearningRate: 0.02,
  weightLearningRate: 0.03,
  averagingRate: 0.05,
  initialVariance: 0.4,
  initialization: "near-zero",
  precisionMinimum: 0.01,
  precisionMaximum: 50,
  penalty: "factors",
  pruneThreshold: 0.01,
};

/** A normaliser with an offset and a scale of its own in every dimension, with bounds that some states are beyond, and a common value. */
export function problemNormalizer(observationSize: number, rewardScale = 2): FixedNormalizer {
  const center = Float64Array.from({ length: observationSize }, (_, i) => i - 1);
  const scale = Float64Array.from({ length: observationSize }, (_, i) => 1 + i / 2);
  return new FixedNormalizer({ center, scale, rewardScale, limit: 0.8, commonValue: 1.5 });
}

/** Fills a learner's buffer with random transitions: ended ones and masks among them. */
export function fillBuffer({ buffer }: Learner, random: Xoshiro128, count: number): void {
  const { observationSize, actionCount } = buffer;
  const observe = () =>
    Float64Array.from({ length: observationSize }, (_, i) => i - 1 + 0.7 * random.normal());
  for (let n = 0; n < count; n++) {
    const mask = Uint8Array.from({ length: actionCount }, () => random.integer(2));
    mask[random.integer(actionCount)] = 1;
    const discount = random.uniform() < 0.2 ? 0 : 0.9;
    buffer.append(observe(), 0, random.integer(actionCount), random.normal(), observe(), mask, discount);
  }
}

/** Chooses the next minibatch. */
export function chooseRows(learner: Learner, random: Xoshiro128): void {
  for (let t = 0; t < learner.rows.length; t++) {
    learner.rows[t] = random.integer(learner.buffer.length);
    learner.importance[t] = 0.5 + random.uniform() / 2;
  }
}

/** A number of updates, each on a minibatch of `random`. */
export function learn(learner: Learner, random: Xoshiro128, updates: number, sparsity = 0.001): void {
  const normalizer = problemNormalizer(learner.buffer.observationSize);
  for (let n = 0; n < updates; n++) {
    chooseRows(learner, random);
    learner.update(normalizer, { learningRateFactor: 0.9, sparsity });
  }
}

/** Q of a mixture at `count` observations drawn from a seed. */
export function sampledValues(
  learner: Learner,
  mixture: Learner["current"],
  count: number,
  seed: number,
): Float64Array {
  const random = Xoshiro128.fromSeed(seed, 99);
  const { observationSize, actionCount } = mixture;
  const observations = Float64Array.from({ length: count * observationSize }, () => 0.7 * random.normal());
  const out = new Float64Array(count * actionCount);
  learner.actionValues(out, mixture, observations, count);
  return out;
}

/** Overwrites a learner's state with another's. */
export function copyState(to: Learner, from: Learner): void {
  setState(to, from.state());
}

/** Overwrites a learner's state. */
export function setState(to: Learner, state: LearnerState): void {
  for (const [group, arrays] of Object.entries(to.state())) {
    for (const [name, array] of Object.entries(arrays)) array.set(state[group][name]);
  }
  to.restored();
}
