import type { Normalizer } from "../normalizers/normalizer.ts";
import type { ReplayBuffer } from "./replay-buffer.ts";

/** T transitions as columns, in the normalised units in which the Q-function lives. */
export interface Minibatch {
  /** T */
  readonly size: number;
  /** T: where in the replay buffer each came from */
  readonly rows: Int32Array;
  /** T: factor of each sample's loss */
  readonly importance: Float64Array;
  /** T × observationSize */
  readonly observations: Float64Array;
  /** T */
  readonly actions: Int32Array;
  /** T */
  readonly rewards: Float64Array;
  /** T × observationSize */
  readonly nextObservations: Float64Array;
  /** T */
  readonly discounts: Float64Array;
  /** T × actionCount */
  readonly nextMasks: Uint8Array;
}

/** Rewards count as no greater, in normalised units, so that no single one leaves single precision. */
export const LARGEST_REWARD = 1e15;

export function createMinibatch(size: number, observationSize: number, actionCount: number): Minibatch {
  return {
    size,
    rows: new Int32Array(size),
    importance: new Float64Array(size).fill(1),
    observations: new Float64Array(size * observationSize),
    actions: new Int32Array(size),
    rewards: new Float64Array(size),
    nextObservations: new Float64Array(size * observationSize),
    discounts: new Float64Array(size),
    nextMasks: new Uint8Array(size * actionCount),
  };
}

/** Copies the minibatch's rows out of the buffer, observations and rewards normalised on the way. */
export function gather(minibatch: Minibatch, buffer: ReplayBuffer, normalizer: Normalizer): void {
  const { observationSize, actionCount } = buffer;
  const rewardFactor = 1 / normalizer.rewardScale;
  for (let t = 0; t < minibatch.size; t++) {
    const row = minibatch.rows[t];
    normalizer.normalize(
      minibatch.observations,
      t * observationSize,
      buffer.observations,
      row * observationSize,
    );
    normalizer.normalize(
      minibatch.nextObservations,
      t * observationSize,
      buffer.nextObservations,
      row * observationSize,
    );
    minibatch.actions[t] = buffer.actions[row];
    const discount = buffer.discounts[row];
    minibatch.rewards[t] = (buffer.rewards[row] - normalizer.commonValue * (1 - discount)) * rewardFactor;
    if (minibatch.rewards[t] > LARGEST_REWARD) minibatch.rewards[t] = LARGEST_REWARD;
    else if (minibatch.rewards[t] < -LARGEST_REWARD) minibatch.rewards[t] = -LARGEST_REWARD;
    minibatch.discounts[t] = discount;
    for (let a = 0; a < actionCount; a++) {
      minibatch.nextMasks[t * actionCount + a] = buffer.nextMasks[row * actionCount + a];
    }
  }
}
