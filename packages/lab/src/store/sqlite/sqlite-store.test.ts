import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { UsageError } from "@drumlin/run";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { migrations } from "../migrations.ts";
import { openExistingStore, openExistingStudyStore, openStore, openStudyStore } from "../open-store.ts";
import { currentOwner } from "../run-owner.ts";
import { checkpointAt, configuration, describeRunStore } from "../run-store.case.ts";
import { StoreFullError, StoreGoneError } from "../store-errors.ts";
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

  const beforeChecksums = ["checkpoints", "transition_chunks", "policies"]
    .map((table) => `alter table ${table} drop column checksum;`)
    .join(" ");
  const beforeMany = `${beforeChecksums} drop index runs_by_age; drop index runs_by_status; drop index runs_by_length;
    drop index trials_by_outcome;`;
  const beforeThresholds = `${beforeMany} alter table trials drop column thresholded;`;
  const beforeWatching = `${beforeThresholds}
    drop table live_states; drop table policy_snapshots; drop index metrics_by_name;
    create index metrics_by_run on metrics (run_id, step);`;
  it.each([
    ["before studies", `${beforeWatching} drop table trials; drop table studies; pragma user_version = 1`],
    ["before live states and snapshots", `${beforeWatching} pragma user_version = 2`],
    ["before thresholds", `${beforeThresholds} pragma user_version = 3`],
    ["before there were many runs", `${beforeMany} pragma user_version = 4`],
    ["before checksums", `${beforeChecksums} pragma user_version = 5`],
  ])("of the version %s gets their tables and keeps its runs", async (_, goBack) => {
    const store = await openStore(path);
    const owner = currentOwner();
    const configuration = { environment: "CartPole-v1" } as never;
    const { id } = await store.createRun({ configuration, owner, checkpoint: checkpointAt(0) });
    await store.writeCheckpoint(id, owner, { ...checkpointAt(1000, 0), snapshots: [] });
    const runs = await store.runs();
    await store.close();
    const older = new DatabaseSync(path);
    older.exec(goBack);
    older.close();
    const studies = await openStudyStore(path);
    await studies.saveStudy("grid", "{}");
    await studies.close();
    const reopened = await openStore(path);
    expect(await reopened.runs()).toEqual(runs);
    expect(await reopened.readMetrics(id)).toEqual(checkpointAt(1000).metrics);
    expect(await reopened.lastSnapshotStep(id)).toBe(-1);
    await reopened.writeCheckpoint(id, owner, checkpointAt(2000, 1000));
    expect(await reopened.lastSnapshotStep(id)).toBe(2000);
    await reopened.close();
  });

  it.each([
    ["the place in the training", "checkpoints", "training", "'{}'"],
    ["a part of the replay buffer", "transition_chunks", "bytes", "x'00ff'"],
    ["the policy", "policies", "document", "replace(document, '0', '1')"],
  ])(
    "refuses %s that a disk changed, in one sentence, instead of going on from it",
    async (_, table, column, other) => {
      const store = await openStore(path);
      const owner = currentOwner();
      const configuration = { environment: "CartPole-v1" } as never;
      const { id } = await store.createRun({ configuration, owner, checkpoint: checkpointAt(10, 0) });
      await store.finishRun(id, owner, { policy: '{"weights":[10]}', result: {} as never });
      const damaged = new DatabaseSync(path);
      damaged.exec(`update ${table} set ${column} = ${other}`);
      damaged.close();
      const reading = table === "policies" ? store.readPolicy(id) : store.readCheckpoint(id);
      await expect(reading).rejects.toThrow(/^the store is damaged: .*checksum does not match$/);
      await store.close();
    },
  );

  it("is open to readers while another process is within a write", async () => {
    const store = await openStore(path);
    const writer = new DatabaseSync(path);
    writer.exec("begin immediate");
    const reader = await openExistingStore(path, { busyTimeout: 100 });
    expect(await reader!.runs()).toEqual([]);
    expect(await reader!.thinMetrics("none", 10)).toEqual([]);
    await reader!.close();
    writer.exec("rollback");
    writer.close();
    await store.close();
  });

  it("that is locked altogether is waited for no longer than asked", async () => {
    await (await openStore(path)).close();
    const locker = new DatabaseSync(path);
    locker.exec("pragma journal_mode = delete; pragma locking_mode = exclusive; begin exclusive");
    const start = performance.now();
    for (const open of [openExistingStore, openExistingStudyStore])
      await expect(open(path, { busyTimeout: 100 })).rejects.toThrow(/locked/);
    expect(performance.now() - start).toBeLessThan(5000);
    locker.close();
  });

  it.each<[title: string, harm: () => void]>([
    ["deleted", () => rmSync(path)],
    [
      "replaced",
      () => {
        writeFileSync(`${path}.new`, readFileSync(path));
        renameSync(`${path}.new`, path);
      },
    ],
  ])(
    "that was %s while it was open takes no more writes, of whatever kind, and makes no file",
    async (_, harm) => {
      const store = await openStore(path);
      const studies = await openStudyStore(path);
      const owner = currentOwner();
      const { id } = await store.createRun({ configuration, owner, checkpoint: checkpointAt(0) });
      expect(await store.isCurrent()).toBe(true);
      harm();
      const before = readdirSync(folder);
      expect(await store.isCurrent()).toBe(false);
      for (const write of [
        () => store.createRun({ configuration, owner, checkpoint: checkpointAt(0) }),
        () => store.claimRun(id, owner, configuration),
        () => store.writeCheckpoint(id, owner, checkpointAt(1000, 0)),
        () => store.writeLive(id, owner, {} as never),
        () => store.releaseRun(id, owner, "failed"),
        () => store.finishRun(id, owner, { policy: "{}", result: {} as never }),
        () => store.removeRun(id, true),
        () => studies.saveStudy("grid", "{}"),
        () => studies.writeTrial("grid", "trial", {} as never),
      ])
        await expect(write()).rejects.toThrow(StoreGoneError);
      expect(readdirSync(folder)).toEqual(before);
      await store.close();
      await studies.close();
    },
  );

  it("on a full disk says so instead of what SQLite makes of it, stays sound, and takes more once there is room", async () => {
    const { exec } = DatabaseSync.prototype;
    const connections: DatabaseSync[] = [];
    vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (this: DatabaseSync, sql) {
      connections.push(this);
      exec.call(this, sql);
    });
    const store = await openStore(path);
    const studies = await openStudyStore(path);
    vi.restoreAllMocks();
    const limit = (pages: number) => {
      for (const connection of connections) connection.exec(`pragma max_page_count = ${pages}`);
    };
    const owner = currentOwner();
    const { id } = await store.createRun({ configuration, owner, checkpoint: checkpointAt(0) });
    limit(1);
    const large = { ...checkpointAt(1000, 0), state: new Uint8Array(1_000_000) };
    for (const write of [
      () => store.createRun({ configuration, owner, checkpoint: large }),
      () => store.writeCheckpoint(id, owner, large),
      () => studies.saveStudy("grid", "x".repeat(1_000_000)),
    ])
      await expect(write()).rejects.toThrow(StoreFullError);
    expect((await store.runs()).map(({ progress }) => progress.step)).toEqual([0]);
    limit(1_000_000);
    await store.writeCheckpoint(id, owner, large);
    expect((await store.readCheckpoint(id)).state).toEqual(large.state);
    await store.close();
    await studies.close();
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
