import type { RunProgress } from "@drumlin/run";

/** Seconds of training that "of late" means. */
const lately = 2.5;

/** How many updates a second a run makes of late. */
export class UpdateRate {
  #samples: RunProgress[] = [];

  /** Takes note of how far the run has come. */
  add(progress: RunProgress): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && progress.seconds === last.seconds) return;
    // Resumed from a checkpoint before what was told last.
    if (last !== undefined && progress.seconds < last.seconds) this.#samples = [];
    this.#samples.push(progress);
    const isOld = ({ seconds }: RunProgress) => progress.seconds - seconds > lately;
    while (this.#samples.length > 2 && isOld(this.#samples[0]!)) this.#samples.shift();
  }

  /** Updates per second of training; null when too little is known. */
  get value(): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || first === last) return null;
    return (last.updates - first.updates) / (last.seconds - first.seconds);
  }
}
