import type { RunsMessage } from "@drumlin/run";
import type { RunStore } from "../store/run-store.ts";
import { feed, type Teller, type Telling } from "./feed.ts";
import { latestProgress, runEntry } from "./run-entry.ts";
import type { StoreWatch } from "./store-watch.ts";

/** Milliseconds between two lists. */
const leastRest = 220;

/** A list takes at most this part of the time: of thousands of runs there are fewer a second. */
const share = 1 / 20;

/** Milliseconds after which runs whose trainer was killed are noticed: that changes nothing in the store. */
const patience = 2000;

/** All runs of a store, at once and whenever something about them has changed. */
export function runsFeed(watch: StoreWatch, signal: AbortSignal): AsyncGenerator<RunsMessage> {
  return feed<RunsMessage>(watch, () => new RunsTeller(), signal);
}

class RunsTeller implements Teller<RunsMessage> {
  #told: string | null = null;

  async tell(store: RunStore): Promise<Telling<RunsMessage>> {
    const start = performance.now();
    const live = await store.liveProgress();
    const runs = (await store.runs()).map((run) => runEntry(run, latestProgress(run, live.get(run.id))));
    const now = runs.map(({ id, state, updatedAt, progress }) => [id, state, updatedAt, progress.seconds]);
    const state = JSON.stringify(now);
    const messages: RunsMessage[] = state === this.#told ? [] : [{ kind: "runs", store: store.url, runs }];
    this.#told = state;
    return { messages, rest: Math.max(leastRest, (performance.now() - start) / share), patience };
  }
}
