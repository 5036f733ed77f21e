/** Draws when asked, after a pause at least, with a frame of the page, and so not at all while it is hidden. */
export class DrawingPace {
  readonly #draw: () => void;
  readonly #pause: () => number;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #isAsked = false;
  #isStopped = false;

  /** `pause`: milliseconds between two drawings. */
  constructor(draw: () => void, pause: () => number) {
    this.#draw = draw;
    this.#pause = pause;
  }

  ask(): void {
    if (this.#isAsked || this.#isStopped) return;
    this.#isAsked = true;
    const wait = this.#drawnAt + this.#pause() - performance.now();
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
