import { mostRuns, type RunEntry, type RunsMessage, usualRuns } from "@drumlin/run";
import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { ServerStream } from "../server/server-stream.ts";
import { DrawingPace } from "../ui/drawing-pace.ts";
import { firstOrder, withUnchanged } from "./run-rows.ts";

/** Milliseconds between drawings: long lists change no more often than one can read them. */
const drawingPause = 200;

/** Milliseconds for which a filter stands still before the server is asked for what it names. */
const typingPause = 250;

/** What the store holds, as the server tells it; the runs in their first order. Of many runs the newest, and those that the filter names. */
export class ListedRuns {
  readonly store = signal("");
  /** Runs in the store. */
  readonly count = signal(0);
  readonly runs: Signal<readonly RunEntry[] | null> = signal(null);
  readonly problem: Signal<string | null> = signal(null);
  /** Why nothing comes, in a sentence; null while all is well. */
  readonly trouble: Signal<string | null> = signal(null);
  /** What stands in the filter above the table. */
  readonly filter = signal("");
  /** The newest so many are asked for. */
  readonly limit: ReadonlySignal<number>;
  readonly #limit = signal(usualRuns);
  readonly #pace = new DrawingPace(
    () => this.#show(),
    (drawnAt) => drawnAt + drawingPause - performance.now(),
  );
  readonly #stopAsking: () => void;
  #newest: RunsMessage | null = null;

  constructor() {
    this.limit = this.#limit;
    const search = signal("");
    const stopSearching = effect(() => {
      // Who has every run needs no server to find one.
      const wanted = this.count.value > this.#limit.value ? this.filter.value.trim() : "";
      const timer = setTimeout(() => (search.value = wanted), typingPause);
      return () => clearTimeout(timer);
    });
    const stopListening = effect(() => {
      const query = new URLSearchParams({ limit: String(this.#limit.value), search: search.value });
      const stream = new ServerStream<RunsMessage>(`runs/stream?${query}`, (message) => {
        this.#newest = message;
        this.#pace.ask();
      });
      const stopTrouble = effect(() => {
        this.trouble.value = stream.trouble.value;
      });
      return () => {
        stopTrouble();
        stream.close();
      };
    });
    this.#stopAsking = () => {
      stopSearching();
      stopListening();
    };
  }

  /** Asks for five times as many of the newest runs. */
  showMore(): void {
    this.#limit.value = Math.min(5 * this.#limit.peek(), mostRuns);
  }

  close(): void {
    this.#pace.stop();
    this.#stopAsking();
  }

  #show(): void {
    const message = this.#newest!;
    if (message.kind === "problem") this.problem.value = message.problem;
    else {
      this.problem.value = null;
      this.store.value = message.store;
      this.count.value = message.count;
      this.runs.value = firstOrder(withUnchanged(this.runs.peek() ?? [], message.runs));
    }
  }
}
