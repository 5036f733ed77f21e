import type { ReplayBuffer } from "./replay-buffer.ts";
import type { Transition } from "./transition.ts";

/** Where the number of steps that wait stands, and the row of the oldest of them. */
const Cursor = { waiting: 0, oldest: 1, count: 2 } as const;

/** Share of an observation's scale by which the same state may differ when it is told twice. */
const SAME = 0.01;

/**
 * Turns single steps into n-step transitions: an entry enters the replay buffer once n rewards are known, or sooner where
 * its episode ends. Its reward is Σ_{i<n} αⁱ r_i; its discount αⁿ, or 0 where the episode terminated. A step whose
 * observation is not the previous step's next observation, but for what rounding or a stale reading makes of it, starts a new
 * stretch: what was waiting is completed as if truncated there, so several streams may be told to one agent.
 */
export class NStepQueue {
  readonly stepCount: number;
  private readonly discountFactor: number;
  private readonly observationSize: number;
  private readonly scale: ArrayLike<number>;
  private readonly observations: Float64Array;
  private readonly actions: Float64Array;
  private readonly rewards: Float64Array;
  private readonly nextObservation: Float64Array;
  private readonly nextMask: Uint8Array;
  private readonly cursor = new Int32Array(Cursor.count);

  /** `stepCount`: n ≥ 1; `discountFactor`: α in [0, 1]; `scale`: how much of each observation is 1, read at every step. */
  constructor(stepCount: number, discountFactor: number, scale: ArrayLike<number>, actionCount: number) {
    const observationSize = scale.length;
    this.scale = scale;
    this.stepCount = stepCount;
    this.discountFactor = discountFactor;
    this.observationSize = observationSize;
    this.observations = new Float64Array(stepCount * observationSize);
    this.actions = new Float64Array(stepCount);
    this.rewards = new Float64Array(stepCount);
    this.nextObservation = new Float64Array(observationSize);
    this.nextMask = new Uint8Array(actionCount);
  }

  /** Takes one step in, appends to `buffer` what it completes, and returns how many entries that were. The transition is copied. */
  push(buffer: ReplayBuffer, transition: Transition): number {
    const { observation, nextObservation, nextMask, terminated, truncated } = transition;
    const { observationSize, stepCount, cursor } = this;
    const before = cursor[Cursor.waiting];
    if (this.isBrokenBy(observation)) this.flush(buffer, false);

    const row = (cursor[Cursor.oldest] + cursor[Cursor.waiting]) % stepCount;
    for (let i = 0; i < observationSize; i++) this.observations[row * observationSize + i] = observation[i];
    this.actions[row] = transition.action;
    this.rewards[row] = transition.reward;
    for (let i = 0; i < observationSize; i++) this.nextObservation[i] = nextObservation[i];
    for (let a = 0; a < this.nextMask.length; a++) this.nextMask[a] = nextMask && !nextMask[a] ? 0 : 1;
    cursor[Cursor.waiting]++;

    if (terminated || truncated) this.flush(buffer, terminated);
    else if (cursor[Cursor.waiting] === stepCount) this.complete(buffer, false);
    return before + 1 - cursor[Cursor.waiting];
  }

  /** Whether steps that wait for rewards get no more of them, because the next step begins at this observation. */
  isBrokenBy(observation: ArrayLike<number>): boolean {
    return this.cursor[Cursor.waiting] > 0 && !this.continues(observation);
  }

  /** Arrays whose contents are the queue's whole state. */
  state(): Record<string, Float64Array | Int32Array | Uint8Array> {
    const { observations, actions, rewards, nextObservation, nextMask, cursor } = this;
    return { observations, actions, rewards, nextObservation, nextMask, cursor };
  }

  private continues(observation: ArrayLike<number>): boolean {
    for (let i = 0; i < this.observationSize; i++) {
      const difference = Math.abs(observation[i] - this.nextObservation[i]);
      if (difference > SAME * this.scale[i]) return false;
    }
    return true;
  }

  private flush(buffer: ReplayBuffer, terminated: boolean): void {
    while (this.cursor[Cursor.waiting] > 0) this.complete(buffer, terminated);
  }

  /** Appends the oldest waiting step, with all rewards known after it. */
  private complete(buffer: ReplayBuffer, terminated: boolean): void {
    const { cursor } = this;
    const waiting = cursor[Cursor.waiting];
    const oldest = cursor[Cursor.oldest];
    let reward = 0;
    let discount = 1;
    for (let i = 0; i < waiting; i++) {
      reward += discount * this.rewards[(oldest + i) % this.stepCount];
      discount *= this.discountFactor;
    }
    buffer.append(
      this.observations,
      oldest * this.observationSize,
      this.actions[oldest],
      reward,
      this.nextObservation,
      this.nextMask,
      terminated ? 0 : discount,
    );
    cursor[Cursor.waiting] = waiting - 1;
    cursor[Cursor.oldest] = (oldest + 1) % this.stepCount;
  }
}
