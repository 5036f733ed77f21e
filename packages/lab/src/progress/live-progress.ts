import { createLogUpdate } from "log-update";
import { type Output, type Style, styleFor, writeLine } from "../terminal/terminal.ts";
import { progressBlock } from "./progress-block.ts";
import type { ProgressView, TrainingStatus } from "./training-status.ts";

/** Ten frames a second at most. */
const framePause = 100;

/** For terminals: a block of lines that is drawn again in place. */
export class LiveProgress implements ProgressView {
  readonly #stream: Output;
  readonly #style: Style;
  readonly #draw: ReturnType<typeof createLogUpdate>;
  #lastFrame = Number.NEGATIVE_INFINITY;

  constructor(stream: Output) {
    this.#stream = stream;
    this.#style = styleFor(stream);
    this.#draw = createLogUpdate(stream);
  }

  update(status: () => TrainingStatus): void {
    const now = performance.now();
    if (now - this.#lastFrame < framePause) return;
    this.#lastFrame = now;
    this.#show(status());
  }

  evaluated(status: () => TrainingStatus): void {
    this.update(status);
  }

  note(line: string): void {
    this.#draw.clear();
    writeLine(this.#stream, line);
  }

  end(status: () => TrainingStatus): void {
    this.#show(status());
    this.#draw.done();
  }

  #show(status: TrainingStatus): void {
    this.#draw(progressBlock(status, this.#stream.columns ?? 80, this.#style).join("\n"));
  }
}
