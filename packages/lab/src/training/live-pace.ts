/** Live states may take one part in this many of the time: 0.7 %. */
const timeShare = 150;

/** Nobody sees more than twenty of them a second. */
const shortestPause = 50;

/** What one costs is the least of so many last ones: what a busy machine adds to one says nothing of the next. */
const costsRemembered = 8;

/** Says when the next live state is due: the first at once, later ones as often as the time they take allows. Milliseconds. */
export class LivePace {
  readonly #costs: number[] = [];
  #pause = 0;
  #end = Number.NEGATIVE_INFINITY;
  #total = 0;

  /** Milliseconds spent writing so far. */
  get total(): number {
    return this.#total;
  }

  /** Whether to write now. */
  due(now: number): boolean {
    return now - this.#end >= this.#pause;
  }

  /** Takes note of a live state written between two instants. */
  written(start: number, end: number): void {
    this.#costs.push(end - start);
    if (this.#costs.length > costsRemembered) this.#costs.shift();
    this.#pause = Math.max(shortestPause, timeShare * Math.min(...this.#costs));
    this.#end = end;
    this.#total += end - start;
  }
}
