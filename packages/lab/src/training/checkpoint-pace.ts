/** Writing may take one part in this many of the time: 2 %. */
const timeShare = 50;

/** What the first checkpoint is taken to cost, in milliseconds. */
const firstCost = 10;

/** A checkpoint is due this often however slow the steps, so that no more than that is ever lost. */
const usualPause = 10_000;

/** A checkpoint is due this often however slow the writing, so that the owner's sign of life stays fresh. */
const longestPause = 30_000;

/**
 * Says when the next checkpoint is due: every so many steps or ten seconds, but only when with it no more than a fiftieth
 * of the time since the start has gone into writing. Times in milliseconds.
 */
export class CheckpointPace {
  readonly #every: number;
  readonly #start: number;
  #step: number;
  #end: number;
  #cost = firstCost;
  #total = 0;

  constructor(every: number, step: number, now: number) {
    this.#every = every;
    this.#start = now;
    this.#step = step;
    this.#end = now;
  }

  /** Milliseconds spent writing so far. */
  get total(): number {
    return this.#total;
  }

  /** Whether to write at this step. */
  due(step: number, now: number): boolean {
    const pause = now - this.#end;
    if (pause >= longestPause) return true;
    const affordable = (this.#total + this.#cost) * timeShare <= now - this.#start;
    return affordable && (step - this.#step >= this.#every || pause >= usualPause);
  }

  /** Takes note of a checkpoint written at `step` between two instants. */
  written(step: number, start: number, end: number): void {
    this.#step = step;
    this.#end = end;
    this.#cost = end - start;
    this.#total += this.#cost;
  }
}
