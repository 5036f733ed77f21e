/** A frame that took longer counts as this: a tab that was hidden goes on where it was. */
const longestFrame = 200;

/**
 * Draws a canvas frame by frame while it can be seen and something moves. A frame is told when it is and the milliseconds
 * since the one before, and answers how many to wait for the next; null: nothing moves until somebody asks.
 */
export class FrameLoop {
  readonly #frame: (now: number, elapsed: number) => number | null;
  readonly #sight: IntersectionObserver;
  readonly #size: ResizeObserver;
  #isSeen = false;
  #request: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: number | null = null;

  constructor(canvas: HTMLCanvasElement, frame: (now: number, elapsed: number) => number | null) {
    this.#frame = frame;
    this.#sight = new IntersectionObserver((entries) => {
      this.#isSeen = entries.at(-1)!.isIntersecting;
      if (this.#isSeen) this.ask();
      else this.#rest();
    });
    this.#sight.observe(canvas);
    this.#size = new ResizeObserver(() => this.ask());
    this.#size.observe(canvas);
  }

  ask(): void {
    if (this.#isSeen) this.#request ??= requestAnimationFrame((now) => this.#draw(now));
  }

  stop(): void {
    this.#sight.disconnect();
    this.#size.disconnect();
    this.#rest();
  }

  #draw(now: number): void {
    this.#request = null;
    const elapsed = this.#last === null ? 0 : Math.min(now - this.#last, longestFrame);
    const wait = this.#frame(now, elapsed);
    this.#last = wait === null ? null : now;
    if (wait === 0) this.ask();
    else if (wait !== null) this.#timer = setTimeout(() => this.ask(), wait);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    if (this.#request !== null) cancelAnimationFrame(this.#request);
    this.#request = null;
    this.#last = null;
  }
}
