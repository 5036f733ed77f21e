import type { Transition } from "drumlin";

/** Ring buffer of transitions as columns, in the observation's own units. */
export class TransitionBuffer {
  /** capacity × observationSize */
  readonly observations: Float32Array;
  /** capacity × observationSize */
  readonly nextObservations: Float32Array;
  readonly actions: Int32Array;
  readonly rewards: Float32Array;
  readonly terminated: Uint8Array;
  /** capacity × actionCount: 1 where the action is allowed in nextObservation */
  readonly nextMasks: Uint8Array;
  length = 0;
  /** Row of the transition appended last. */
  newest = -1;
  private readonly capacity: number;
  private readonly observationSize: number;
  private readonly actionCount: number;

  constructor(capacity: number, observationSize: number, actionCount: number) {
    this.capacity = capacity;
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.observations = new Float32Array(capacity * observationSize);
    this.nextObservations = new Float32Array(capacity * observationSize);
    this.actions = new Int32Array(capacity);
    this.rewards = new Float32Array(capacity);
    this.terminated = new Uint8Array(capacity);
    this.nextMasks = new Uint8Array(capacity * actionCount);
  }

  /** Overwrites the oldest when full. */
  append({ observation, action, reward, nextObservation, terminated, nextMask }: Transition): void {
    this.newest = (this.newest + 1) % this.capacity;
    this.length = Math.min(this.length + 1, this.capacity);
    this.observations.set(observation, this.newest * this.observationSize);
    this.nextObservations.set(nextObservation, this.newest * this.observationSize);
    this.actions[this.newest] = action;
    this.rewards[this.newest] = reward;
    this.terminated[this.newest] = terminated ? 1 : 0;
    for (let a = 0; a < this.actionCount; a++) {
      this.nextMasks[this.newest * this.actionCount + a] = nextMask && !nextMask[a] ? 0 : 1;
    }
  }

  /** Which actions are allowed in a row's nextObservation. */
  nextMask(row: number): Uint8Array {
    return this.nextMasks.subarray(row * this.actionCount, (row + 1) * this.actionCount);
  }
}
