/** The arrays a replay buffer writes to. A backend may put them where its kernels can read them. */
export interface ReplayColumns {
  /** capacity × observationSize */
  readonly observations: Float64Array;
  /** capacity */
  readonly actions: Int32Array;
  /** capacity: Σ_{i<n} αⁱ r_i */
  readonly rewards: Float64Array;
  /** capacity × observationSize */
  readonly nextObservations: Float64Array;
  /** capacity */
  readonly discounts: Float64Array;
  /** capacity × actionCount: 1 where the action is allowed in nextObservation */
  readonly nextMasks: Uint8Array;
}

/**
 * Ring buffer of (n-step) transitions as columns, in the observation's own units. `discount` is what the value of
 * `nextObservation` counts: αⁿ, or 0 where the episode terminated on the way.
 */
export class ReplayBuffer implements ReplayColumns {
  readonly capacity: number;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly observations: Float64Array;
  readonly actions: Int32Array;
  readonly rewards: Float64Array;
  readonly nextObservations: Float64Array;
  readonly discounts: Float64Array;
  readonly nextMasks: Uint8Array;
  /** How many entries were ever appended. */
  appendedCount = 0;

  constructor(
    capacity: number,
    observationSize: number,
    actionCount: number,
    columns: ReplayColumns = createColumns(capacity, observationSize, actionCount),
  ) {
    this.capacity = capacity;
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.observations = columns.observations;
    this.actions = columns.actions;
    this.rewards = columns.rewards;
    this.nextObservations = columns.nextObservations;
    this.discounts = columns.discounts;
    this.nextMasks = columns.nextMasks;
  }

  /** How many entries are held now. */
  get length(): number {
    return Math.min(this.appendedCount, this.capacity);
  }

  /** Row of entry `number`, counted from the first ever appended, until it is overwritten. */
  rowOf(number: number): number {
    return number % this.capacity;
  }

  /** Row of the entry appended last. */
  get newestRow(): number {
    return this.rowOf(this.appendedCount - 1);
  }

  /** Up to `count` of the observations held, copied, evenly from the oldest to the newest. */
  spread(count: number): Float64Array[] {
    const { length, observationSize } = this;
    const oldest = this.appendedCount - length;
    const size = Math.min(count, length);
    return Array.from({ length: size }, (_, i) => {
      const at = this.rowOf(oldest + Math.floor((i * length) / size)) * observationSize;
      return this.observations.slice(at, at + observationSize);
    });
  }

  /** Appends a copy of one entry, overwriting the oldest when full. Offsets let callers pass stretches of a queue. */
  append(
    observation: Float64Array,
    observationAt: number,
    action: number,
    reward: number,
    nextObservation: Float64Array,
    nextMask: Uint8Array,
    discount: number,
  ): void {
    const row = this.rowOf(this.appendedCount);
    const { observationSize, actionCount } = this;
    for (let i = 0; i < observationSize; i++) {
      this.observations[row * observationSize + i] = observation[observationAt + i];
      this.nextObservations[row * observationSize + i] = nextObservation[i];
    }
    for (let a = 0; a < actionCount; a++) this.nextMasks[row * actionCount + a] = nextMask[a];
    this.actions[row] = action;
    this.rewards[row] = reward;
    this.discounts[row] = discount;
    this.appendedCount++;
  }

  /** Becomes the same as a buffer of the same capacity and sizes. */
  copy(other: ReplayBuffer): void {
    this.observations.set(other.observations);
    this.actions.set(other.actions);
    this.rewards.set(other.rewards);
    this.nextObservations.set(other.nextObservations);
    this.discounts.set(other.discounts);
    this.nextMasks.set(other.nextMasks);
    this.appendedCount = other.appendedCount;
  }
}

function createColumns(capacity: number, observationSize: number, actionCount: number): ReplayColumns {
  return {
    observations: new Float64Array(capacity * observationSize),
    actions: new Int32Array(capacity),
    rewards: new Float64Array(capacity),
    nextObservations: new Float64Array(capacity * observationSize),
    discounts: new Float64Array(capacity),
    nextMasks: new Uint8Array(capacity * actionCount),
  };
}
