import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunStore } from "../store/run-store.ts";
import { type RunsQuery, runsFeed } from "./runs-feed.ts";
import { StoreWatch } from "./store-watch.ts";
import { createRun, owner, storeWithRun } from "./written-store.case.ts";

let store: RunStore;
let watch: StoreWatch;
beforeAll(async () => {
  const made = await storeWithRun();
  ({ store } = made);
  watch = new StoreWatch(made.path);
  for (const name of ["grid-1", "grid-2", "other"]) {
    const run = await createRun(store, name);
    await store.releaseRun(run.id, owner, "interrupted");
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
});
afterAll(async () => {
  await watch.close();
  await store.close();
});

/** What the first message about such a query names. */
async function told(query: RunsQuery): Promise<{ count: number; names: string[] }> {
  const leaving = new AbortController();
  for await (const message of runsFeed(watch, query, leaving.signal))
    if (message.kind === "runs") {
      leaving.abort();
      return { count: message.count, names: message.runs.map(({ name }) => name).sort() };
    }
  throw new Error("nothing was told");
}

describe("of many runs a list tells how many there are, and", () => {
  it("the newest, and those that train, however old", async () => {
    expect(await told({ limit: 1, words: [] })).toEqual({ count: 4, names: ["first", "other"] });
  });

  it("beside them those whose names hold every word that is sought, each once", async () => {
    expect(await told({ limit: 1, words: ["GRID"] })).toEqual({
      count: 4,
      names: ["first", "grid-2", "other"],
    });
    expect((await told({ limit: 2, words: ["grid", "1"] })).names).toEqual([
      ...["first", "grid-1", "grid-2", "other"],
    ]);
  });

  it("all of them where there are no more", async () => {
    expect((await told({ limit: 9, words: ["o"] })).names).toHaveLength(4);
  });
});
