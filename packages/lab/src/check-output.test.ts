import { createHash } from "node:crypto";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { UsageError } from "@drumlin/run";
import { loadAgent } from "drumlin";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCaptured } from "./captured-run.case.ts";
import { checkOutput } from "./check-output.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

const folder = mkdtempSync(join(tmpdir(), "drumlin-output-"));
/** The same folder by another path. */
const again = join(mkdtempSync(join(tmpdir(), "drumlin-again-")), "link");
const file = (name: string) => join(folder, name);
const store = file("runs.db");
const experiments = fileURLToPath(new URL("../../../experiments", import.meta.url));
const isRoot = process.getuid?.() === 0;

beforeAll(async () => {
  await runCaptured(
    ...["train", "CartPole-v1", "--store", store, "--name", "first", "--components", "2", "--steps", "200"],
    ...["--model-out", file("first.agent")],
  );
  await runCaptured("export", "first", "--store", store, "--output", file("policy.json"));
  writeFileSync(file("other.db"), readFileSync(store));
  const contacts = new DatabaseSync(file("contacts.db"));
  contacts.exec("create table contacts (name)");
  contacts.close();
  symlinkSync(store, file("symlink"));
  linkSync(store, file("hard link"));
  mkdirSync(file("folder"));
  symlinkSync(folder, again);
  writeFileSync(file("kept.json"), "kept");
  chmodSync(file("kept.json"), 0o444);
  mkdirSync(file("closed"));
  chmodSync(file("closed"), 0o555);
});
afterAll(() => chmodSync(file("closed"), 0o755));

/** Every file of the folder by name and content. */
function fingerprint(): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => statSync(file(name)).isFile())
    .sort()
    .map(
      (name) =>
        `${name} ${createHash("sha256")
          .update(readFileSync(file(name)))
          .digest("hex")}`,
    );
}

const absent = file("absent/file");
const refused: [title: string, path: string, why: RegExp][] = [
  ["the store in use", store, /is the store in use, which would be lost; give another path$/m],
  ["the store by a relative path", relative(process.cwd(), store), /is the store in use/],
  ["the store by a symbolic link", file("symlink"), /is the store in use/],
  ["the store by a hard link", file("hard link"), /is the store in use/],
  ["the store by a link to its folder", join(again, "runs.db"), /is the store in use/],
  ["the log beside the store", `${store}-wal`, /belongs to the store in use/],
  ["the store's index of its log", join(again, "runs.db-shm"), /belongs to the store in use/],
  ["the store's journal", `${store}-journal`, /belongs to the store in use/],
  ["another store", file("other.db"), /is part of the SQLite database .*other\.db, which would be lost/],
  ["any other database", file("contacts.db"), /is part of the SQLite database .*contacts\.db/],
  ["the log beside any database", file("contacts.db-wal"), /is part of the SQLite database .*contacts\.db,/],
  ["a folder", file("folder"), /is not the name of a file; give the path of one$/m],
  ["a folder to be", file("folder/new/"), /is not the name of a file/],
  ["no name at all", "", /^drumlin: --\S+ "" is not the name of a file/],
  ["a folder that is not there", absent, /cannot be written: there is no folder .*absent; give another/],
  ["a file for a folder", file("policy.json/inside"), /cannot be written: there is no folder .*policy\.json/],
  ["a name too long for any file", file("x".repeat(300)), /cannot be written: name too long/],
  ["a device", "/dev/null", /is a device, not a file/],
  // Root may write anywhere.
  ...(isRoot
    ? []
    : ([
        ["a file that must not be written", file("kept.json"), /cannot be written: permission denied/],
        ["a folder where nothing may be made", file("closed/file"), /cannot be written: permission denied/],
      ] satisfies [string, string, RegExp][])),
];

describe.each([
  ["train --model-out", ["train", "CartPole-v1", "--steps", "1000000000", "--store", store, "--model-out"]],
  ["resume --model-out", ["resume", "first", "--steps", "1000000000", "--store", store, "--model-out"]],
  ["export --output", ["export", "first", "--store", store, "--output"]],
  ["export --format agent --output", ["export", "first", "--format", "agent", "--store", store, "--output"]],
  ["runs export --output", ["runs", "export", "first", "--store", store, "--output"]],
])("%s refuses, before any work and with every file as it was,", (_, words) => {
  it.each(refused)("%s", async (_title, path, why) => {
    const before = fingerprint();
    const { status, stdout, stderr } = await runCaptured(...words, path);
    expect(stderr).toMatch(why);
    expect(stderr).toMatch(/^drumlin: --(output|model-out) [^\n]+\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(fingerprint()).toEqual(before);
  });
});

describe("an output is refused", () => {
  it("that is the file the command reads, by whatever path", async () => {
    for (const [source, format] of [
      ["policy.json", "json"],
      ["first.agent", "agent"],
    ] as const) {
      const before = fingerprint();
      const path = join(again, source);
      const words = ["export", file(source), "--format", format, "--output", path, "--store", store];
      const { status, stderr } = await runCaptured(...words);
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringMatching(/is the file that is read/),
      });
      expect(fingerprint()).toEqual(before);
    }
  });

  it("that is the store to be made, which is not there yet", () => {
    const paths = ["new.db", "new.db-wal"].map((name) => join(again, name));
    for (const path of paths)
      expect(() => checkOutput({ option: "--model-out", path, store: `sqlite:${file("new.db")}` })).toThrow(
        /the store in use/,
      );
  });

  it.each([
    ["runs export", ["runs", "export", "first", "--format", "tensorboard", "--store", store]],
    ["reproduce", ["reproduce", "backends", "--experiments", experiments, "--store", store]],
  ])("of %s that is to be a folder and is a file, or would be in one", async (_, words) => {
    const before = fingerprint();
    for (const path of [store, join(store, "inside"), file("policy.json"), ""]) {
      const { status, stderr } = await runCaptured(...words, "--output", path);
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringMatching(/^drumlin: --output [^\n]+; give the path of a folder\n$/),
      });
    }
    expect(fingerprint()).toEqual(before);
  });
});

it("whoever writes a file, a database is not replaced, nor what belongs to one", () => {
  const before = fingerprint();
  for (const path of [store, file("contacts.db"), file("symlink"), `${store}-wal`])
    expect(() => writeFileAtomically(path, "lost")).toThrow(UsageError);
  expect(fingerprint()).toEqual(before);
});

describe("the agent of another run, one that learned with other options,", () => {
  const path = file("second.agent");
  const train = (...words: string[]) =>
    runCaptured("train", "CartPole-v1", "--store", store, "--components", "2", "--model-out", path, ...words);
  const lost =
    /^drumlin: --\S+ \S+second\.agent holds the agent of another run \(seed 5, 100 steps\), which would be lost; remove it first, or give another path\n$/;

  it("is not replaced before it is removed, whatever is to be written", async () => {
    expect((await train("--steps", "100", "--seed", "5")).status).toBe(0);
    const before = fingerprint();
    for (const words of [
      ["train", "CartPole-v1", "--seed", "6", "--steps", "1000000000", "--model-out"],
      ["resume", "first", "--model-out"],
      ["resume", "first", "--steps", "1000000000", "--model-out"],
      ["export", "first", "--format", "agent", "--output"],
      ["export", "first", "--output"],
      ["runs", "export", "first", "--output"],
    ])
      expect(await runCaptured(...words, path, "--store", store)).toEqual({
        status: 2,
        stdout: "",
        stderr: expect.stringMatching(lost),
      });
    expect(fingerprint()).toEqual(before);
  });

  it("is what it says: the same training again, or further, writes its own", async () => {
    expect((await train("--steps", "100", "--seed", "5")).status).toBe(0);
    const [run] = JSON.parse((await runCaptured("runs", "--store", store, "--json")).stdout);
    const words = ["resume", run.name, "--store", store, "--steps", "150", "--model-out", path];
    expect((await runCaptured(...words)).status).toBe(0);
    expect((await loadAgent(readFileSync(path))).stepCount).toBe(150);
  });
});

it("an older file of the same name is replaced", async () => {
  const path = file("again.json");
  writeFileSync(path, "older");
  const { status } = await runCaptured("export", "first", "--store", store, "--output", path);
  expect(status).toBe(0);
  expect(readFileSync(path, "utf8")).toBe(readFileSync(file("policy.json"), "utf8"));
});
