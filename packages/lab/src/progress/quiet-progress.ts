import { formatCount, formatReturn } from "@drumlin/run";
import { type Output, writeLine } from "../terminal/terminal.ts";
import type { ProgressView, TrainingStatus } from "./training-status.ts";

/** No more than one line in so many milliseconds. */
const linePause = 3000;

/** For logs and pipes: a line after an evaluation, not more often than every few seconds. */
export class QuietProgress implements ProgressView {
  readonly #stream: Output;
  #lastLine = Number.NEGATIVE_INFINITY;
  #shownStep = -1;

  constructor(stream: Output) {
    this.#stream = stream;
  }

  update(): void {}

  evaluated(status: () => TrainingStatus): void {
    const now = performance.now();
    if (now - this.#lastLine < linePause) return;
    this.#lastLine = now;
    this.#show(status());
  }

  note(line: string): void {
    writeLine(this.#stream, line);
  }

  end(status: () => TrainingStatus): void {
    const last = status();
    if (last.step !== this.#shownStep) this.#show(last);
  }

  #show(status: TrainingStatus): void {
    this.#shownStep = status.step;
    const { lastEvaluation } = status;
    const parts = [
      `step ${formatCount(status.step)} of ${formatCount(status.steps)}`,
      lastEvaluation === null ? "" : `evaluation ${formatReturn(lastEvaluation.meanReturn)}`,
      status.solvedAtStep === null ? "" : `solved at ${formatCount(status.solvedAtStep)}`,
      `${status.liveComponents} hills`,
      `${formatCount(Math.round(status.updatesPerSecond))} updates/s`,
    ];
    writeLine(this.#stream, `${status.name}: ${parts.filter((part) => part !== "").join(", ")}`);
  }
}
