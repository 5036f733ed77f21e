/** What is late by more steps than this is left out: a tab that slept does not run after the time it missed. */
export const mostStepsAtOnce = 12;

/** Turns the time between frames, however irregular, into whole steps at an even pace. */
export class PacingClock {
  /** Steps that are due, the one that has begun included. */
  #due = 0;
  #rest = 0;

  /** The steps to make now that `milliseconds` have gone by: at most `mostStepsAtOnce`. */
  advance(milliseconds: number, stepsPerSecond: number): number {
    const rested = Math.min(this.#rest, milliseconds);
    this.#rest -= rested;
    this.#due += ((milliseconds - rested) * stepsPerSecond) / 1000;
    const steps = Math.floor(this.#due);
    this.#due -= steps;
    return Math.min(steps, mostStepsAtOnce);
  }

  /** How much of the way to the next step has gone by, in [0, 1]; 1 while at rest. */
  get fraction(): number {
    return this.#rest > 0 ? 1 : this.#due;
  }

  /** No step is due for so long; what was begun is forgotten. */
  rest(milliseconds: number): void {
    this.#rest = milliseconds;
    this.#due = 0;
  }
}
