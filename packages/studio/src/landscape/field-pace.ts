/** Milliseconds that fields which change by themselves are apart, at least. */
export const usualPause = 200;
/** Times what a field took to compute and draw: so much of each second is left to others. */
const PAUSE_FOR_COST = 6;
/** Milliseconds that a field should take. */
const ALLOWED_COST = 12;
const RESOLUTIONS = { least: 60, most: 120 };
/** Milliseconds after which a field that nobody has changed is drawn as finely as it can be. */
const REST = 400;

/**
 * When a field is computed, and how finely: at once when somebody changes what is shown, else a few times a second, never
 * while it cannot be seen, and the coarser the longer it takes. What rests is drawn finely.
 */
export class FieldPace {
  readonly #compute: (resolution: number) => boolean;
  readonly #shortestPause: () => number;
  readonly #observer: IntersectionObserver;
  #resolution = 96;
  #cost = 0;
  #doneAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #request = 0;
  #isOnScreen = false;
  #isDue = false;

  /**
   * `compute` takes points a side, and returns whether there is more to come even if nothing else changes; `shortestPause`:
   * milliseconds between fields that nobody asked for.
   */
  constructor(element: Element, compute: (resolution: number) => boolean, shortestPause: () => number) {
    this.#compute = compute;
    this.#shortestPause = shortestPause;
    this.#observer = new IntersectionObserver(([entry]) => {
      this.#isOnScreen = entry!.isIntersecting;
      if (this.#isOnScreen && this.#isDue) this.askNow();
    });
    this.#observer.observe(element);
    document.addEventListener("visibilitychange", this.#onVisibility);
  }

  /** Something has changed by itself. */
  ask(): void {
    clearTimeout(this.#rest);
    const pause = Math.max(this.#shortestPause(), PAUSE_FOR_COST * this.#cost);
    this.#timer ??= setTimeout(() => this.askNow(), Math.max(0, this.#doneAt + pause - performance.now()));
  }

  /** Somebody has changed what is shown. */
  askNow(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#rest);
    this.#timer = undefined;
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(() => this.#run());
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#rest);
    cancelAnimationFrame(this.#request);
    this.#observer.disconnect();
    document.removeEventListener("visibilitychange", this.#onVisibility);
  }

  readonly #onVisibility = () => {
    if (!document.hidden && this.#isDue) this.askNow();
  };

  #run(resolution = this.#resolution): void {
    this.#isDue = !this.#isOnScreen || document.hidden;
    if (this.#isDue) return;
    const begun = performance.now();
    const hasMore = this.#compute(resolution);
    this.#doneAt = performance.now();
    if (resolution === this.#resolution) this.#adapt(this.#doneAt - begun);
    if (hasMore) this.ask();
    else if (resolution < RESOLUTIONS.most) this.#rest = setTimeout(() => this.#run(RESOLUTIONS.most), REST);
  }

  #adapt(cost: number): void {
    const { least, most } = RESOLUTIONS;
    this.#cost = cost;
    if (cost > ALLOWED_COST) {
      const less = this.#resolution * Math.max(0.7, Math.sqrt(ALLOWED_COST / cost));
      this.#resolution = Math.max(least, Math.round(less));
    } else if (cost < ALLOWED_COST / 2) {
      this.#resolution = Math.min(most, Math.ceil(this.#resolution * 1.1));
    }
  }
}
