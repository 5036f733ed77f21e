import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CapturedRun, runCaptured } from "../captured-run.case.ts";
import { openStore } from "../store/open-store.ts";
import { currentOwner } from "../store/run-owner.ts";
import { checkpointAt, configuration } from "../store/run-store.case.ts";

const original = mkdtempSync(join(tmpdir(), "drumlin-original-"));
const study = join(original, "study.yaml");
const source = (path: string) => new URL(`../${path}`, import.meta.url).href;

/** Nobody: root may write everywhere. */
const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

let folder: string;
let store: string;
beforeAll(async () => {
  const path = join(original, "runs.db");
  for (const name of ["one", "two"])
    await runCaptured(
      ...["train", "CartPole-v1", "--store", path, "--name", name, "--components", "2", "--steps", "200"],
    );
  writeFileSync(
    study,
    "name: short\nenvironments: [CartPole-v1]\nagents: { d: { kind: sgmm-q } }\nseeds: 1\nsteps: 10\n",
  );
  chmodSync(original, 0o755);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drumlin-read-only-"));
  store = join(folder, "runs.db");
  copyFileSync(join(original, "runs.db"), store);
});
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true });
});

/** Lets nobody write the store's files, its folder, or either. */
function close(...what: ("files" | "folder")[]): void {
  for (const name of readdirSync(folder))
    chmodSync(join(folder, name), what.includes("files") ? 0o444 : 0o666);
  chmodSync(folder, what.includes("folder") ? 0o555 : 0o777);
}

/** A process that may not do everything, which runs a program and writes its findings to stdout. */
function unprivileged(program: string): ChildProcess {
  return spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
    ...user,
  });
}

/** Runs command lines one after the other, as somebody else. */
async function runUnprivileged(lines: readonly string[][]): Promise<CapturedRun[]> {
  const child = unprivileged(`
    const { runCaptured } = await import("${source("captured-run.case.ts")}");
    const results = [];
    for (const words of ${JSON.stringify(lines)}) results.push(await runCaptured(...words));
    process.stdout.write(JSON.stringify(results));
  `);
  let text = "";
  for await (const chunk of child.stdout!) text += chunk;
  return JSON.parse(text);
}

const readings = () =>
  [
    ["runs"],
    ["runs", "show", "one"],
    ["runs", "compare", "one", "two"],
    ["runs", "export", "one", "two"],
    ["explain", "one"],
    ["evaluate", "one", "--episodes", "1"],
    ["export", "one"],
    ["export", "one", "--format", "agent"],
    ["sweep", study, "--dry-run"],
  ].map((words) => [...words, "--store", store]);

const contents = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "base64")]);

describe("where nothing can be written, every command that reads says what it says elsewhere and leaves all as it was:", () => {
  it.each<[title: string, ...closed: ("files" | "folder")[]]>([
    ["a store that must not be written", "files"],
    ["a folder that must not be written", "folder"],
    ["both", "files", "folder"],
  ])("%s", async (_, ...closed) => {
    const expected: CapturedRun[] = [];
    for (const words of readings()) expected.push(await runCaptured(...words));
    expect(expected.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
      expected.map(() => ({ status: 0, stderr: "" })),
    );
    close(...closed);
    const before = contents();
    expect(await runUnprivileged(readings())).toEqual(expected);
    expect(contents()).toEqual(before);
  });

  it("a store whose trainer was killed, with all that its log holds", async () => {
    const path = join(original, "killed.db");
    const trainer = await openStore(path);
    await trainer.createRun({
      name: "logged",
      configuration,
      owner: currentOwner(),
      checkpoint: checkpointAt(0),
    });
    for (const beside of ["", "-wal", "-shm"]) cpSync(path + beside, store + beside);
    await trainer.close();
    close("files", "folder");
    const [{ status, stdout, stderr }] = (await runUnprivileged([["runs", "--store", store]])) as [
      CapturedRun,
    ];
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^logged /m);
  });
});

describe("where nothing can be written, one sentence says so", () => {
  it("of training, going on, removing and a sweep", async () => {
    close("files", "folder");
    const before = contents();
    const lines = [
      ["train", "CartPole-v1"],
      ["resume", "one", "--steps", "900"],
      ["runs", "remove", "one"],
      ["sweep", study],
    ].map((words) => [...words, "--store", store]);
    const refused = {
      status: 2,
      stdout: "",
      stderr: `drumlin: the store sqlite:${store} cannot be written (permission denied); give another with --store, or copy it to where you may write\n`,
    };
    expect(await runUnprivileged(lines)).toEqual(lines.map(() => refused));
    expect(contents()).toEqual(before);
  });

  it("of making a store", async () => {
    close("folder");
    const [result] = await runUnprivileged([["train", "CartPole-v1", "--store", join(folder, "new.db")]]);
    expect(result).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/new\.db cannot be written \(perm/),
    });
  });

  it("of bringing an older store up to this version", async () => {
    const older = new DatabaseSync(store);
    older.exec(
      "pragma journal_mode = delete; alter table trials drop column thresholded; pragma user_version = 3",
    );
    older.close();
    close("files", "folder");
    for (const { status, stderr } of await runUnprivileged([readings()[0]!, readings()[4]!]))
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringMatching(
          /written by an older Drumlin \(store version 3\) and cannot be brought up to/,
        ),
      });
  });

  it("of a log that nobody has made an index for", async () => {
    const trainer = await openStore(join(original, "indexless.db"));
    await trainer.createRun({ configuration, owner: currentOwner(), checkpoint: checkpointAt(0) });
    for (const beside of ["", "-wal"]) cpSync(join(original, `indexless.db${beside}`), store + beside);
    await trainer.close();
    close("files", "folder");
    const [result] = await runUnprivileged([["runs", "--store", store]]);
    expect(result).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /^drumlin: .* has a log beside it that can only be read where its folder can be written;.*\n$/,
      ),
    });
  });

  it("of a store that must not be read", async () => {
    chmodSync(store, 0);
    chmodSync(folder, 0o777);
    for (const { status, stderr } of await runUnprivileged([
      readings()[0]!,
      ["train", "CartPole-v1", "--store", store],
    ]))
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: `drumlin: the store ${store} cannot be read: permission denied; give another with --store\n`,
      });
  });
});

it("the studio shows a store that it cannot write, and what others write to it later", async () => {
  close("files", "folder");
  const child = unprivileged(`
    const { StoreWatch } = await import("${source("studio/store-watch.ts")}");
    const watch = new StoreWatch(${JSON.stringify(store)});
    const ended = AbortSignal.timeout(60_000);
    for (let told = ""; !ended.aborted; ) {
      const { version } = watch;
      const names = await watch.read(async (store) => (await store.runs()).map(({ name }) => name).join());
      if (names !== told) process.stdout.write(names + ";");
      told = names;
      if (names.includes("three")) break;
      await watch.changed(version, 10_000, ended);
    }
    await watch.close();
  `);
  let text = "";
  for await (const chunk of child.stdout!) {
    text += chunk;
    if (text !== "two,one;") continue;
    close();
    const trainer = await openStore(store);
    await trainer.createRun({
      name: "three",
      configuration,
      owner: currentOwner(),
      checkpoint: checkpointAt(0),
    });
    await trainer.close();
  }
  expect(text).toBe("two,one;three,two,one;");
});
