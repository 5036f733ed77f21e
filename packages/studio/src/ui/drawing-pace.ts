/** Draws when asked, after a pause at least, with a frame of the page, and so not at all while it is hidden. */
export class DrawingPace {
  readonly #draw: () => void;
  readonly #wait: (drawnAt: number) => number;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #isAsked = false;
  #isStopped = false;

  /** `wait`: milliseconds until it should draw, when it last drew at `drawnAt`. */
  constructor(draw: () => void, wait: (drawnAt: number) => number) {
    this.#draw = draw;
    this.#wait = wait;
  }

  ask(): void {
    if (this.#isAsked || this.#isStopped) return;
    this.#isAsked = true;
    const wait = this.#wait(this.#drawnAt);
    if (wait <= 0) this.#atNextFrame();
    else setTimeout(() => this.#atNextFrame(), wait);
  }

  stop(): void {
    this.#isStopped = true;
  }

  #atNextFrame(): void {
    requestAnimationFrame(() => {
      this.#isAsked = false;
      if (this.#isStopped) return;
      this.#drawnAt = performance.now();
      this.#draw();
    });
  }
}
