import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../../usage-error.ts";
import { migrations } from "../migrations.ts";
import { openExistingStore, openStore, openStudyStore } from "../open-store.ts";
import { currentOwner } from "../run-owner.ts";
import { checkpointAt, describeRunStore } from "../run-store.case.ts";
import { describeStudyStore } from "../study-store.case.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drumlin-store-"));
  path = join(folder, "runs.db");
});

describeRunStore("sqlite", () => openStore(`sqlite:${path}`));
describeStudyStore("sqlite", () => openStudyStore(`sqlite:${path}`));

/** Opens what must not be opened, and holds the folder to the bytes it had. */
async function expectRefused(reason: RegExp): Promise<void> {
  const before = readFileSync(path);
  for (const open of [openStore, openExistingStore]) {
    const refusal = await open(path).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(UsageError);
    expect((refusal as Error).message).toMatch(reason);
    expect((refusal as Error).message).not.toContain("\n");
  }
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(["runs.db"]);
}

describe("a file that is no store is refused and left as it was", () => {
  it("text", async () => {
    writeFileSync(path, "name,return\n");
    await expectRefused(/not a Drumlin store/);
  });

  it("the database of another application", async () => {
    const foreign = new DatabaseSync(path);
    foreign.exec("pragma journal_mode = wal; create table contacts (name)");
    foreign.close();
    await expectRefused(/another application/);
  });

  it("a store of a newer version", async () => {
    await (await openStore(path)).close();
    const newer = new DatabaseSync(path);
    newer.exec(`pragma user_version = ${migrations.length + 1}`);
    newer.close();
    await expectRefused(/newer Drumlin/);
  });

  it("a truncated store", async () => {
    await (await openStore(path)).close();
    writeFileSync(path, readFileSync(path).subarray(0, 9000));
    await expectRefused(/truncated/);
  });
});

describe("a SQLite store", () => {
  it("is not made by a command that only reads", async () => {
    expect(await openExistingStore(path)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is made in an empty file, and in a folder that is not there yet", async () => {
    writeFileSync(path, "");
    await (await openStore(path)).close();
    expect(await openExistingStore(path).then((store) => store?.runs())).toEqual([]);
    await (await openStore(join(folder, "deep", "er.db"))).close();
    expect(readdirSync(join(folder, "deep"))).toEqual(["er.db"]);
  });

  it("carries its application and version in the first bytes of the file, and leaves no file beside it", async () => {
    await (await openStore(path)).close();
    const header = readFileSync(path);
    expect(header.toString("latin1", 68, 72)).toBe("Drum");
    expect(header.readUInt32BE(60)).toBe(migrations.length);
    expect(readdirSync(folder)).toEqual(["runs.db"]);
  });

  it("of the version before studies gets their tables and keeps its runs", async () => {
    const store = await openStore(path);
    const configuration = { environment: "CartPole-v1" } as never;
    const run = await store.createRun({ configuration, owner: currentOwner(), checkpoint: checkpointAt(0) });
    await store.close();
    const older = new DatabaseSync(path);
    older.exec("drop table trials; drop table studies; pragma user_version = 1");
    older.close();
    const studies = await openStudyStore(path);
    await studies.saveStudy("grid", "{}");
    await studies.close();
    const reopened = await openStore(path);
    expect(await reopened.runs()).toEqual([run]);
    await reopened.close();
  });

  it("is not changed by opening and reading it", async () => {
    await (await openStore(path)).close();
    const before = readFileSync(path);
    const store = await openExistingStore(path);
    await store!.runs();
    await store!.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("says that Postgres is not there yet, and what a store is", async () => {
    await expect(openStore("postgres://team/runs")).rejects.toThrow(/not there yet; use sqlite:PATH/);
    await expect(openStore("mysql://team/runs")).rejects.toThrow(UsageError);
    await expect(openStore("sqlite:")).rejects.toThrow(UsageError);
  });
});
