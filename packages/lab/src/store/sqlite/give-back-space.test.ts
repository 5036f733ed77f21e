import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../open-store.ts";
import { currentOwner } from "../run-owner.ts";
import { checkpointAt, configuration } from "../run-store.case.ts";
import type { RunStore } from "../run-store.ts";

const megabyte = 2 ** 20;
const owner = currentOwner();

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "drumlin-space-")), "runs.db");
});

/** Bytes of all files of the store. */
function size(): number {
  return ["", "-wal"].reduce(
    (sum, beside) => sum + (statSync(path + beside, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** Runs of eight megabytes each, written in turn, so that their pages lie among each other. */
async function createRuns(store: RunStore, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names)
    ids.push((await store.createRun({ name, configuration, owner, checkpoint: checkpointAt(0) })).id);
  for (let part = 0; part < 8; part++)
    for (const id of ids) {
      const transitions = { first: part, count: 1, bytes: new Uint8Array(megabyte).fill(part) };
      await store.writeCheckpoint(id, owner, { ...checkpointAt(part + 1), snapshots: [], transitions });
    }
  return ids;
}

async function expectKept(store: RunStore, id: string): Promise<void> {
  const { transitions } = await store.readCheckpoint(id);
  expect(transitions.map(({ bytes }) => [bytes.length, new Set(bytes)])).toEqual(
    Array.from({ length: 8 }, (_, part) => [megabyte, new Set([part])]),
  );
  const database = new DatabaseSync(path);
  expect(database.prepare("pragma integrity_check").get()).toEqual({ integrity_check: "ok" });
  database.close();
}

/** A store as it was made before pages could be given back one by one. */
function makeOld(): void {
  const database = new DatabaseSync(path);
  database.exec("pragma journal_mode = delete; pragma auto_vacuum = none; vacuum; pragma journal_mode = wal");
  expect(database.prepare("pragma auto_vacuum").get()).toEqual({ auto_vacuum: 0 });
  database.close();
}

describe("the file of a store shrinks by what a removed run took", () => {
  it("while others have the store open, who read and write on", async () => {
    const store = await openStore(path);
    const [first, second] = await createRuns(store, ["first", "second"]);
    const remover = await openStore(path);
    expect(size()).toBeGreaterThan(16 * megabyte);
    await remover.removeRun(first!, true);
    expect(await remover.shrink()).toBeNull();
    expect(size()).toBeLessThan(9 * megabyte);
    await expectKept(store, second!);
    await createRuns(store, ["third"]);
    await expectKept(store, second!);
    await store.close();
    await remover.close();
  });

  it("and of one that an earlier version made, once nobody else has it open", async () => {
    const store = await openStore(path);
    const [first, second] = await createRuns(store, ["first", "second"]);
    await store.close();
    makeOld();
    const [reader, remover] = [await openStore(path), await openStore(path)];
    await remover.removeRun(first!, true);
    expect(await remover.shrink()).toMatch(/^the store is in use: .* while nobody else has it open$/);
    expect(size()).toBeGreaterThan(16 * megabyte);
    await expectKept(reader, second!);
    await reader.close();
    expect(await remover.shrink()).toBeNull();
    expect(size()).toBeLessThan(9 * megabyte);
    await expectKept(remover, second!);
    await remover.removeRun(second!, true);
    expect(await remover.shrink()).toBeNull();
    expect(size()).toBeLessThan(megabyte);
    await remover.close();
    expect(readdirSync(join(path, ".."))).toEqual(["runs.db"]);
  });
});

it("the space waits, at no cost of any more, while somebody reads the store as it was before", async () => {
  const store = await openStore(path);
  const [first, second] = await createRuns(store, ["first", "second"]);
  const reader = new DatabaseSync(path);
  reader.exec("begin; select count(*) from runs");
  reader.prepare("select count(*) from runs").get();
  const before = size();
  await store.removeRun(first!, true);
  expect(await store.shrink()).toMatch(/^the store is in use/);
  expect(size() - before).toBeLessThan(9 * megabyte);
  reader.close();
  expect(await store.shrink()).toBeNull();
  expect(size()).toBeLessThan(9 * megabyte);
  await expectKept(store, second!);
  await store.close();
});
