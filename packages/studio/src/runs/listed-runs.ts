import type { RunEntry, RunsMessage } from "@drumlin/run";
import { type Signal, signal } from "@preact/signals";
import { ServerStream } from "../server/server-stream.ts";
import { DrawingPace } from "../ui/drawing-pace.ts";
import { firstOrder, withUnchanged } from "./run-rows.ts";

/** Milliseconds between drawings: long lists change no more often than one can read them. */
const drawingPause = 200;

/** What the store holds, as the server tells it; the runs in their first order. */
export class ListedRuns {
  readonly store = signal("");
  readonly runs: Signal<readonly RunEntry[] | null> = signal(null);
  readonly problem: Signal<string | null> = signal(null);
  readonly stream: ServerStream<RunsMessage>;
  readonly #pace = new DrawingPace(
    () => this.#show(),
    (drawnAt) => drawnAt + drawingPause - performance.now(),
  );
  #newest: RunsMessage | null = null;

  constructor() {
    this.stream = new ServerStream<RunsMessage>("runs/stream", (message) => {
      this.#newest = message;
      this.#pace.ask();
    });
  }

  close(): void {
    this.#pace.stop();
    this.stream.close();
  }

  #show(): void {
    const message = this.#newest!;
    if (message.kind === "problem") this.problem.value = message.problem;
    else {
      this.problem.value = null;
      this.store.value = message.store;
      this.runs.value = firstOrder(withUnchanged(this.runs.peek() ?? [], message.runs));
    }
  }
}
