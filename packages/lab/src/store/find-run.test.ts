import { beforeEach, describe, expect, it } from "vitest";
import { findRun } from "./find-run.ts";
import { openStore } from "./open-store.ts";
import { currentOwner } from "./run-owner.ts";
import { checkpointAt } from "./run-store.case.ts";
import type { RunStore } from "./run-store.ts";

let store: RunStore;
beforeEach(async () => {
  store = await openStore("sqlite::memory:");
});

const create = (name: string) =>
  store.createRun({
    name,
    configuration: { environment: "CartPole-v1" } as never,
    owner: currentOwner(),
    checkpoint: checkpointAt(0),
  });

describe("a run is found", () => {
  it("by name, by id, and by the beginning of either when only one begins so", async () => {
    const run = await create("cartpole-v1-1");
    await create("pendulum-v1-1");
    for (const reference of ["cartpole-v1-1", run.id, run.id.slice(0, 8), "cart"])
      expect(await findRun(store, reference)).toEqual(run);
  });

  it("by its whole name even when another begins with it", async () => {
    const first = await create("cartpole-v1-1");
    await create("cartpole-v1-10");
    expect(await findRun(store, "cartpole-v1-1")).toEqual(first);
  });
});

describe("a run is not found, and the nearest is named,", () => {
  it("when several begin so", async () => {
    await create("cartpole-v1-1");
    await create("cartpole-v1-2");
    await expect(findRun(store, "cartpole")).rejects.toThrow(/any of 2 runs \(.*cartpole-v1-1.*\)/);
  });

  it("when the name is misspelt", async () => {
    await create("cartpole-v1-1");
    await expect(findRun(store, "cartpoel-v1-1")).rejects.toThrow(/did you mean cartpole-v1-1\?/);
  });

  it("when the store is empty", async () => {
    await expect(findRun(store, "anything")).rejects.toThrow(/no runs yet, drumlin train ENV/);
  });
});
