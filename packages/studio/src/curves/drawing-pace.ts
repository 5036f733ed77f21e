/** Draws when asked, at most so many times a second, with a frame of the page, and so not at all while it is hidden. */
export class DrawingPace {
  readonly #draw: () => void;
  readonly #interval: number;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #isAsked = false;
  #isStopped = false;

  constructor(draw: () => void, perSecond: number) {
    this.#draw = draw;
    this.#interval = 1000 / perSecond;
  }

  ask(): void {
    if (this.#isAsked || this.#isStopped) return;
    this.#isAsked = true;
    const wait = this.#drawnAt + this.#interval - performance.now();
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
