import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type RunsMessage, UsageError } from "@drumlin/run";
import { afterAll, describe, expect, it, vi } from "vitest";
import { openStore } from "../store/open-store.ts";
import { runFeed } from "./run-feed.ts";
import { runsFeed } from "./runs-feed.ts";
import { StoreWatch } from "./store-watch.ts";
import { checkpointAt, createRun, liveAt, newStorePath, owner, storeWithRun } from "./written-store.case.ts";

const ending: (() => unknown)[] = [];
// All at the end: the tests, which mostly wait, run at the same time.
afterAll(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** What the page hears of the runs of a store. */
function listen(path: string) {
  const watch = new StoreWatch(path);
  ending.push(() => watch.close());
  const heard: RunsMessage[] = [];
  const listening = (async () => {
    const query = { limit: 10, words: [] };
    for await (const message of runsFeed(watch, query, new AbortController().signal)) heard.push(message);
  })();
  ending.push(() => watch.close().then(() => listening));
  const names = () => {
    const last = heard.at(-1);
    return last?.kind === "runs" ? last.runs.map(({ name }) => name) : last?.problem;
  };
  return {
    watch,
    heard,
    toSay: (said: unknown) =>
      vi.waitFor(() => expect(names()).toEqual(said), { interval: 5, timeout: 20_000 }),
  };
}

async function closedStore(): Promise<string> {
  const { path, store } = await storeWithRun();
  await store.close();
  return path;
}

describe.concurrent("what hinders is said in a sentence, and over when it is over:", () => {
  it("no store yet", async () => {
    const path = newStorePath();
    const { toSay } = listen(path);
    await toSay(`There is no store ${path} yet; npx drumlin train CartPole-v1 makes one.`);
    const store = await openStore(path);
    ending.push(() => store.close());
    await createRun(store, "first");
    await toSay(["first"]);
  });

  it("a text file in its place", async () => {
    const path = newStorePath();
    writeFileSync(path, "steps: 1000\n");
    const { toSay } = listen(path);
    await toSay(`${path} is not a Drumlin store; give the path of one, or of a new file, with --store`);
    expect(readFileSync(path, "utf8")).toBe("steps: 1000\n");
    renameSync(await closedStore(), path);
    await toSay(["first"]);
  });

  it("a store of a newer Drumlin", async () => {
    const path = await closedStore();
    const database = new DatabaseSync(path);
    database.exec("pragma user_version = 99");
    database.close();
    await listen(path).toSay(expect.stringMatching(/was written by a newer Drumlin .* update drumlin/));
  });

  it("half a store", async () => {
    const path = await closedStore();
    truncateSync(path, 8192);
    await listen(path).toSay(expect.stringMatching(/is truncated: 8192 of \d+ bytes/));
  });

  it("another program's lock", async () => {
    const path = await closedStore();
    const locking = new DatabaseSync(path);
    ending.push(() => locking.close());
    locking.exec("pragma journal_mode = delete; begin exclusive");
    const { toSay } = listen(path);
    await toSay(`${path} is locked by another program; trying again.`);
    locking.exec("rollback");
    await toSay(["first"]);
  });

  it("a lock that comes while it watches", async () => {
    const path = await closedStore();
    const { toSay, heard } = listen(path);
    await toSay(["first"]);
    const locking = new DatabaseSync(path);
    ending.push(() => locking.close());
    locking.exec("begin exclusive; update runs set name = 'second', step = 1, seconds = 1; commit");
    await toSay(["second"]);
    locking.exec("begin exclusive; update runs set name = 'third', step = 2, seconds = 2");
    locking.exec("commit");
    await toSay(["third"]);
    expect(heard.map(({ kind }) => kind)).toEqual(["runs", "runs", "runs"]);
  });

  it("a store that is removed and made anew", async () => {
    const path = await closedStore();
    const { toSay } = listen(path);
    await toSay(["first"]);
    for (const end of ["", "-wal", "-shm"]) rmSync(path + end, { force: true });
    await toSay(expect.stringMatching(/^There is no store /));
    const store = await openStore(path);
    ending.push(() => store.close());
    await createRun(store, "anew");
    await toSay(["anew"]);
  });
});

describe.concurrent("the list of runs", () => {
  it("shows how far runs are by the newer of live state and checkpoint, and at most five times a second", async () => {
    const { path, store, run } = await storeWithRun();
    ending.push(() => store.close());
    const { heard, toSay } = listen(path);
    await toSay(["first"]);
    const start = performance.now();
    for (let step = 1; step <= 60; step++) {
      await store.writeLive(run.id, owner, liveAt(step));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const last = () => heard.at(-1) as Extract<RunsMessage, { kind: "runs" }>;
    await vi.waitFor(() => expect(last().runs[0]!.progress.step).toBe(60), { interval: 5, timeout: 20_000 });
    expect(heard.length).toBeLessThan(3 + (performance.now() - start) / 220);
    expect(last().store).toBe(`sqlite:${path}`);
    await store.writeCheckpoint(run.id, owner, checkpointAt(70));
    await vi.waitFor(() => expect(last().runs[0]!.progress.step).toBe(70), { interval: 5, timeout: 20_000 });
  });

  it("is not told again when nothing of it changed", async () => {
    const { heard, toSay, watch } = listen(await closedStore());
    await toSay(["first"]);
    await watch.changed(watch.version, 400, new AbortController().signal);
    expect(heard).toHaveLength(1);
  });
});

it("watching writes nothing, neither to the store nor for other connections to see", async () => {
  const { path, store, run } = await storeWithRun();
  await store.writeCheckpoint(run.id, owner, checkpointAt(100, [{ step: 100, name: "a", value: 1 }]));
  await store.close();
  const before = readFileSync(path);
  const other = new DatabaseSync(path);
  const version = () => other.prepare("pragma data_version").get();
  const first = version();
  const { watch, toSay } = listen(path);
  await toSay(["first"]);
  for await (const { kind } of runFeed(watch, "first", new AbortController().signal))
    if (kind === "progress") break;
  await watch.readStudies((studies) => studies.studies());
  await watch.close();
  expect(version()).toEqual(first);
  other.close();
  expect(readFileSync(path).equals(before)).toBe(true);
});

it("leaves a store that it was told of by a wrong name where it is", async () => {
  expect(() => new StoreWatch("postgres://localhost/runs")).toThrow(UsageError);
  const folder = dirname(newStorePath());
  await listen(folder).toSay(`${folder} is not a file; --store takes the path of a store`);
  const missing = join(folder, "no", "such", "folder.db");
  await listen(missing).toSay(expect.stringMatching(/^There is no store /));
});
