import type { Interpolation } from "./interpolation.ts";

/** Milliseconds in which a drawn action goes most of the way to the one taken: no flicker, no lag that one would notice. */
const actionTime = 120;

/** Where the environment was and where it came to: what lies between is drawn. */
export class Motion {
  readonly #interpolate: Interpolation;
  readonly #trailSteps: number;
  #from: ArrayLike<number>;
  #to: ArrayLike<number>;
  readonly #between: Float64Array;
  /** Actions taken since the shares were last brought up to date. */
  readonly #taken: Float64Array;
  /** Observations before the present one, the oldest first: at most `trailSteps`. */
  readonly trail: ArrayLike<number>[] = [];
  /** What was done last; null after a jump. */
  action: number | null = null;
  /** Each action's part of the last moments, in [0, 1]. */
  readonly actionShares: Float64Array;

  constructor(
    observation: ArrayLike<number>,
    options: {
      readonly actionCount: number;
      readonly trailSteps: number;
      readonly interpolate: Interpolation;
    },
  ) {
    this.#interpolate = options.interpolate;
    this.#trailSteps = options.trailSteps;
    this.#from = observation;
    this.#to = observation;
    this.#between = new Float64Array(observation.length);
    this.#taken = new Float64Array(options.actionCount);
    this.actionShares = new Float64Array(options.actionCount);
  }

  /** To an observation that no step led to: that of a reset. */
  jumpTo(observation: ArrayLike<number>): void {
    this.#from = observation;
    this.#to = observation;
    this.trail.length = 0;
    this.action = null;
    this.#taken.fill(0);
    this.actionShares.fill(0);
  }

  /** To the observation that an action led to. */
  stepTo(observation: ArrayLike<number>, action: number): void {
    this.#from = this.#to;
    this.#to = observation;
    this.trail.push(this.#from);
    if (this.trail.length > this.#trailSteps) this.trail.shift();
    this.action = action;
    this.#taken[action]!++;
  }

  /** The observation so far on the way; the array is used again. */
  at(fraction: number): Float64Array {
    this.#interpolate(this.#between, this.#from, this.#to, fraction);
    return this.#between;
  }

  /** Moves the actions' shares towards what was done of late. True while there is a visible way to go. */
  settleActions(milliseconds: number): boolean {
    if (this.action === null) return false;
    const total = this.#taken.reduce((sum, count) => sum + count, 0);
    const approach = 1 - Math.exp(-milliseconds / actionTime);
    let farthest = 0;
    for (let a = 0; a < this.actionShares.length; a++) {
      const share = total > 0 ? this.#taken[a]! / total : a === this.action ? 1 : 0;
      const difference = share - this.actionShares[a]!;
      this.actionShares[a]! += approach * difference;
      farthest = Math.max(farthest, Math.abs(difference));
    }
    this.#taken.fill(0);
    return farthest > 0.01;
  }
}
