import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { FollowedRun } from "../server/followed-run.ts";
import { RunModel } from "../state/run-model.ts";

/** A browser keeps six connections to a server; what is left is for everything else, and other tabs. */
const MOST_STREAMS = 4;
/** When there are more runs than streams, each is asked anew after so many milliseconds. */
const ASK_AGAIN_AFTER = 5000;

/** One of the runs compared. */
export interface ComparedRun {
  readonly name: string;
  readonly run: RunModel;
}

/** Follows runs for a comparison, until it is closed. */
export class ComparedRuns {
  readonly runs: readonly ComparedRun[];
  /** By the name of the run. */
  readonly #troubles: Signal<ReadonlyMap<string, string>> = signal(new Map());
  /** Why one of the runs is not told of, in a sentence. */
  readonly trouble: ReadonlySignal<string | null> = computed(
    () => [...this.#troubles.value.values()][0] ?? null,
  );
  readonly #closers = new Set<() => void>();
  #waiting: ComparedRun[] = [];
  #streams = 0;

  constructor(names: readonly string[]) {
    this.runs = names.map((name) => ({ name, run: new RunModel() }));
    for (const compared of this.runs) this.#hear(compared);
  }

  close(): void {
    this.#waiting = [];
    for (const close of this.#closers) close();
  }

  /** Opens a stream, or waits for another to end. One that has told all it knows is closed. */
  #hear(compared: ComparedRun): void {
    if (this.#streams >= MOST_STREAMS) {
      this.#waiting.push(compared);
      return;
    }
    const { name, run } = compared;
    const followed = new FollowedRun(name, run);
    this.#streams++;
    const close = () => {
      stop();
      followed.close();
      this.#closers.delete(close);
      this.#streams--;
    };
    const stop = effect(() => {
      this.#note(name, followed.trouble.value);
      const isTraining = run.state.value === "running";
      if (!run.hasPast.value || (isTraining && this.runs.length <= MOST_STREAMS)) return;
      queueMicrotask(() => {
        if (!this.#closers.has(close)) return;
        close();
        if (isTraining) this.#hearLater(compared);
        const next = this.#waiting.shift();
        if (next !== undefined) this.#hear(next);
      });
    });
    this.#closers.add(close);
  }

  #note(name: string, trouble: string | null): void {
    const troubles = new Map(this.#troubles.peek());
    if (trouble === null) troubles.delete(name);
    else troubles.set(name, trouble);
    this.#troubles.value = troubles;
  }

  #hearLater(compared: ComparedRun): void {
    const timer = setTimeout(() => {
      this.#closers.delete(cancel);
      this.#hear(compared);
    }, ASK_AGAIN_AFTER);
    const cancel = () => clearTimeout(timer);
    this.#closers.add(cancel);
  }
}
