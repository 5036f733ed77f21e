import { actionValues, gaussians } from "../q-functions/gaussians.ts";
import type { ActionMask } from "../replay/transition.ts";
import { checkMask } from "./action-mask.ts";
import { checkObservation } from "./check-observation.ts";
import { clearAction } from "./clear-action.ts";
import { describeHill } from "./describe-hill.ts";
import { familiarity } from "./familiarity.ts";
import { greedyAction } from "./greedy.ts";
import type { Explanation, Hill } from "./hill.ts";
import type { Policy } from "./policy.ts";
import {
  type ObservationRange,
  type PolicyDocument,
  policyChecksum,
  readPolicyDocument,
  visitedRange,
  writePolicyDocument,
} from "./policy-document.ts";
import { readPolicyFrame, writePolicyFrame } from "./policy-frame.ts";
import type { PolicySource } from "./policy-source.ts";
import { weightSpread } from "./weight-spread.ts";

/**
 * The greedy policy of a Gaussian mixture, on raw observations. A live view: while its source learns, so does the policy;
 * `toJSON` keeps a moment of it. What it says and how it decides is in double precision; `act` takes its source's estimate
 * where that leaves no doubt.
 */
export class GaussianPolicy implements Policy {
  readonly observationSize: number;
  readonly actionCount: number;
  private readonly source: PolicySource;
  private readonly normalized: Float64Array;
  private readonly gaussianTable: Float64Array;
  private readonly values: Float64Array;

  constructor(source: PolicySource) {
    this.source = source;
    this.observationSize = source.mixture.observationSize;
    this.actionCount = source.mixture.actionCount;
    this.normalized = new Float64Array(this.observationSize);
    this.gaussianTable = new Float64Array(source.mixture.means.length / this.observationSize);
    this.values = new Float64Array(this.actionCount);
  }

  act(observation: ArrayLike<number>, options?: { mask?: ActionMask }): number {
    checkObservation(observation, this.observationSize, "observation");
    const mask = options?.mask;
    if (mask !== undefined) checkMask(mask, this.actionCount, "mask");
    const { source, normalized, values } = this;
    if (source.estimate) {
      source.normalizer.normalize(normalized, 0, observation, 0);
      source.estimate(values, normalized);
      const clear = clearAction(values, mask);
      if (clear >= 0) return clear;
    }
    this.evaluate(observation);
    return greedyAction(values, mask);
  }

  /** Q(s, a) for every action, in the reward's own units. */
  qValues(observation: ArrayLike<number>): Float64Array {
    checkObservation(observation, this.observationSize, "observation");
    this.evaluate(observation);
    const { rewardScale, commonValue } = this.source.normalizer;
    return this.values.map((value) => commonValue + value * rewardScale);
  }

  /** Which hills vote for what at this observation, and how far it is from everything learned. */
  explain(observation: ArrayLike<number>): Explanation {
    const values = Array.from(this.qValues(observation));
    const { mixture, normalizer, identities } = this.source;
    const votes = Array.from({ length: mixture.liveCount }, (_, k) => {
      const activation = this.gaussianTable[k];
      const weights = mixture.weights.subarray(k * this.actionCount, (k + 1) * this.actionCount);
      const contributions = Array.from(weights, (weight) => weight * activation * normalizer.rewardScale);
      return { id: identities[k], activation, contributions };
    });
    votes.sort((x, y) => weightSpread(y.contributions) - weightSpread(x.contributions));
    const { commonValue } = normalizer;
    return {
      action: greedyAction(values),
      values,
      commonValue,
      votes,
      ...familiarity(this.source, observation),
    };
  }

  /** Every live hill in the observation's and the reward's own units, in the order of the mixture's rows. */
  get hills(): Hill[] {
    const { mixture, normalizer, identities } = this.source;
    return Array.from({ length: mixture.liveCount }, (_, k) =>
      describeHill(mixture, k, identities[k], normalizer),
    );
  }

  /** b: what every action is worth where no hill has a say, in the reward's own units. */
  get commonValue(): number {
    return this.source.normalizer.commonValue;
  }

  /** Beyond these an observation counts as if it stood there; null where none does. */
  get bounds(): ObservationRange | null {
    const { center, scale, limit } = this.source.normalizer;
    if (!Number.isFinite(limit)) return null;
    return {
      low: Array.from(center, (middle, i) => middle - limit * scale[i]),
      high: Array.from(center, (middle, i) => middle + limit * scale[i]),
    };
  }

  /** What was seen of each observation while it learned, outliers bounded; null where that is not known. */
  get visited(): ObservationRange | null {
    return visitedRange(this.source.normalizer);
  }

  /** How many hills are live. */
  get hillCount(): number {
    return this.source.mixture.liveCount;
  }

  /** How many weights are not 0. */
  get nonzeroWeightCount(): number {
    const { mixture } = this.source;
    return mixture.weights.subarray(0, mixture.liveCount * this.actionCount).filter((weight) => weight !== 0)
      .length;
  }

  /** Numbers that a user counts (method §2): D + D(D+1)/2 a live hill, D + D where hills are diagonal, and the nonzero weights. */
  get parameterCount(): number {
    const perHill = this.observationSize + this.source.mixture.formLength;
    return this.hillCount * perHill + this.nonzeroWeightCount;
  }

  /**
   * A moment of it as data, exactly: see `PolicyDocument`. With a `key`, which JSON.stringify gives, it is written down and has a
   * checksum; without one a program may change what it gets.
   */
  toJSON(key?: string): PolicyDocument {
    const document = writePolicyDocument(this.source);
    return key === undefined ? document : { ...document, checksum: policyChecksum(document) };
  }

  /** The policy of a document; acts to the bit as the policy it was written from. Throws RangeError naming what is wrong. */
  static fromJSON(value: unknown): GaussianPolicy {
    return new GaussianPolicy(readPolicyDocument(value));
  }

  /** A moment of it in single precision, to be drawn, streamed or kept: see `writePolicyFrame`. */
  frame(): Float32Array {
    return writePolicyFrame(this.source);
  }

  /** The policy of a frame, to single precision that which it was taken of. Throws RangeError when it is none. */
  static fromFrame(frame: Float32Array): GaussianPolicy {
    return new GaussianPolicy(readPolicyFrame(frame));
  }

  private evaluate(observation: ArrayLike<number>): void {
    const { mixture, normalizer } = this.source;
    normalizer.normalize(this.normalized, 0, observation, 0);
    gaussians(this.gaussianTable, mixture, this.normalized, 1);
    actionValues(this.values, mixture, this.gaussianTable, 1);
  }
}
