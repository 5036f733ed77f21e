import type { RunProgress } from "./run.ts";

/** Seconds that "of late" means. */
const lately = 2.5;

/** Of marks closer than this, in seconds, only the last is kept. */
const closest = 0.05;

/** How fast a run is trained. */
export interface Speed {
  readonly stepsPerSecond: number;
  readonly updatesPerSecond: number;
}

type Mark = Pick<RunProgress, "seconds" | "step" | "updates">;

/** Measures how fast a run is of late. */
export class Speedometer {
  #marks: Mark[] = [];

  /** Takes note of how far the run has come, and when. */
  add({ seconds, step, updates }: Mark): void {
    const last = this.#marks.at(-1);
    if (last !== undefined && seconds === last.seconds) return;
    // Resumed from a checkpoint before what was told last.
    if (last !== undefined && seconds < last.seconds) this.#marks = [];
    const [before, latest] = this.#marks.slice(-2);
    if (before && latest && latest.seconds - before.seconds < closest) this.#marks.pop();
    this.#marks.push({ seconds, step, updates });
    while (this.#marks.length > 2 && seconds - this.#marks[0]!.seconds > lately) this.#marks.shift();
  }

  /** Null when too little is known. */
  get speed(): Speed | null {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (first === undefined || last === undefined || first === last) return null;
    const seconds = last.seconds - first.seconds;
    return {
      stepsPerSecond: (last.step - first.step) / seconds,
      updatesPerSecond: (last.updates - first.updates) / seconds,
    };
  }
}
