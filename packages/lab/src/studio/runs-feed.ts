import type { Run, RunsMessage } from "@drumlin/run";
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

/** Which runs a listener wants to hear of. */
export interface RunsQuery {
  /** The newest so many. */
  readonly limit: number;
  /** Beside them those whose names hold all of these words. */
  readonly words: readonly string[];
}

/** The runs of a store that a query names, at once and whenever something about them has changed. */
export function runsFeed(
  watch: StoreWatch,
  query: RunsQuery,
  signal: AbortSignal,
): AsyncGenerator<RunsMessage> {
  return feed<RunsMessage>(watch, () => new RunsTeller(query), signal);
}

class RunsTeller implements Teller<RunsMessage> {
  readonly #query: RunsQuery;
  #told: string | null = null;

  constructor(query: RunsQuery) {
    this.#query = query;
  }

  async tell(store: RunStore): Promise<Telling<RunsMessage>> {
    const start = performance.now();
    const found = await this.#found(store);
    const count = await store.countRuns();
    const live = await store.liveProgress(found.map(({ id }) => id));
    const runs = found.map((run) => runEntry(run, latestProgress(run, live.get(run.id))));
    const now = runs.map(({ id, state, updatedAt, progress }) => [id, state, updatedAt, progress.seconds]);
    const state = JSON.stringify([count, now]);
    const messages: RunsMessage[] =
      state === this.#told ? [] : [{ kind: "runs", store: store.url, count, runs }];
    this.#told = state;
    return { messages, rest: Math.max(leastRest, (performance.now() - start) / share), patience };
  }

  /** Each run once. */
  async #found(store: RunStore): Promise<Run[]> {
    const { limit, words } = this.#query;
    const parts = [await store.runs({ limit }), await store.runs({ limit, status: "running" })];
    if (words.length > 0) parts.push(await store.runs({ limit, words }));
    return [...new Map(parts.flat().map((run) => [run.id, run])).values()];
  }
}
