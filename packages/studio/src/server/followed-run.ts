import { readSnapshots } from "@drumlin/run";
import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { RunModel } from "../state/run-model.ts";
import { decodedMoment } from "./decoded-moment.ts";
import { type EncodedMessage, newestMessages } from "./newest-messages.ts";
import { serverAnswer } from "./server-answer.ts";
import { ServerStream } from "./server-stream.ts";

/** Frames do not come to a page that is hidden; what arrives is taken in so often instead. */
const HIDDEN_INTERVAL = 1000;

/** Milliseconds between two times that a page which is seen takes in what has arrived: it is never older than 150. */
const usualPause = 25;

/** Keeps a model at what the server tells of a run, until it is closed. What arrives is shown with the next frame. */
export class FollowedRun {
  readonly trouble: ReadonlySignal<string | null>;
  readonly #run: RunModel;
  readonly #stream: ServerStream<EncodedMessage>;
  #waiting: EncodedMessage[] = [];
  #isScheduled = false;
  #appliedAt = Number.NEGATIVE_INFINITY;
  readonly #closing = new AbortController();

  constructor(id: string, run: RunModel) {
    this.#run = run;
    this.#stream = new ServerStream<EncodedMessage>(`runs/${encodeURIComponent(id)}/stream`, (message) => {
      this.#waiting.push(message);
      this.#schedule();
    });
    const { trouble } = this.#stream;
    this.trouble = computed(() => trouble.value ?? run.problem.value);
    // A frame that was asked for before the page was hidden comes only when it is shown again.
    document.addEventListener("visibilitychange", () => this.#applyWaiting(), {
      signal: this.#closing.signal,
    });
  }

  close(): void {
    this.#closing.abort();
    this.#stream.close();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    if (document.hidden) setTimeout(() => this.#applyWaiting(), HIDDEN_INTERVAL);
    else {
      const wait = this.#run.wait(this.#appliedAt, usualPause);
      setTimeout(() => requestAnimationFrame(() => this.#applyWaiting()), wait);
    }
  }

  #applyWaiting(): void {
    this.#isScheduled = false;
    this.#appliedAt = performance.now();
    if (this.#closing.signal.aborted) return;
    const messages = newestMessages(this.#waiting);
    this.#waiting = [];
    batch(() => {
      for (const message of messages) {
        this.#run.apply(
          message.kind === "moment" ? { kind: "moment", moment: decodedMoment(message.moment) } : message,
        );
      }
    });
  }
}

/** Fetches a run's snapshots as there are newer ones, one request at a time; returns what ends it. */
export function fetchSnapshots(id: string, run: RunModel): () => void {
  const closing = new AbortController();
  const isFetching = signal(false);
  let fetchedTo = -1;
  const fetchNewer = async () => {
    if (closing.signal.aborted) return;
    const { lastStep } = run.history;
    try {
      const answer = await serverAnswer(
        `runs/${encodeURIComponent(id)}/snapshots?after=${lastStep}`,
        closing.signal,
      );
      const moments = readSnapshots(await answer.arrayBuffer());
      if (moments.length > 0) run.remember(moments);
      // What was said to be there and is not will not be asked for again, until there is more.
      else fetchedTo = run.snapshotStep.peek();
    } catch {
      // The stream says what is wrong, and a later snapshot asks again.
      fetchedTo = run.snapshotStep.peek();
    } finally {
      isFetching.value = false;
    }
  };
  const stop = effect(() => {
    const { value: newest } = run.snapshotStep;
    if (isFetching.value || newest <= Math.max(run.history.lastStep, fetchedTo)) return;
    isFetching.value = true;
    // After the frame that shows what is known already.
    requestAnimationFrame(() => setTimeout(fetchNewer));
  });
  return () => {
    stop();
    closing.abort();
  };
}
