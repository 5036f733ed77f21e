/** Milliseconds that a pacer may be behind; steps that were due before are left out, not made in a rush. */
const longestDelay = 100;

/** Says when the next step is due, so that so many are made in a second. Instants in milliseconds. */
export class Pacer {
  readonly #interval: number;
  #next: number;

  /** `stepsPerSecond` above 0; Infinity: a step is due always. */
  constructor(stepsPerSecond: number, now: number) {
    this.#interval = 1000 / stepsPerSecond;
    this.#next = now;
  }

  /** Milliseconds until the next step is due; 0: it is. */
  wait(now: number): number {
    return Math.max(0, this.#next - now);
  }

  /** Takes note of a step made. */
  made(now: number): void {
    this.#next = Math.max(this.#next, now - longestDelay) + this.#interval;
  }
}
