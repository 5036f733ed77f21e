import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { openStore } from "../open-store.ts";
import { currentOwner } from "../run-owner.ts";

const here = pathToFileURL(fileURLToPath(new URL(".", import.meta.url))).href;

/** Writes checkpoints as fast as it can, each of five rows that carry the same step. */
const writer = `
  import { openStore } from "${here}../open-store.ts";
  import { currentOwner } from "${here}../run-owner.ts";
  const [path] = process.argv.slice(1);
  const store = await openStore(path);
  const owner = currentOwner();
  const write = (step) => ({
    state: new Uint8Array(40_000).fill(step & 255), training: JSON.stringify({ step }), firstNeeded: step * 10 - 100,
    transitions: { first: step * 10, count: 10, bytes: new Uint8Array(30_000).fill(step & 255) },
    progress: { step, episodes: 0, updates: 0, seconds: 0, solvedAtStep: null, lastEvaluation: null, liveComponents: null },
    metrics: [{ step, name: "step", value: step }], health: [],
    snapshots: [{ step, frame: new Uint8Array(8000).fill(step & 255), visited: new Uint8Array(4000) }],
  });
  const run = await store.createRun({ name: "victim", configuration: { environment: "none" }, owner, checkpoint: write(0) });
  process.stdout.write("ready\\n");
  for (let step = 1; ; step++) await store.writeCheckpoint(run.id, owner, write(step));
`;

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout!.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`the writer ended with ${code}`)));
  });
}

it("a writer killed at any instant leaves a store that opens, with one whole checkpoint, free to claim", async () => {
  for (const delay of [0, 3, 11, 29, 70]) {
    const path = join(mkdtempSync(join(tmpdir(), "drumlin-kill-")), "runs.db");
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", writer, path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await started(child);
    await new Promise((resolve) => setTimeout(resolve, delay));
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;

    const store = await openStore(path);
    const [run] = await store.runs();
    const { step } = run!.progress;
    const checkpoint = await store.readCheckpoint(run!.id);
    expect(JSON.parse(checkpoint.training)).toEqual({ step });
    expect(checkpoint.state).toEqual(new Uint8Array(40_000).fill(step & 255));
    expect(checkpoint.transitions.at(-1)!.first).toBe(step * 10);
    expect((await store.readMetrics(run!.id)).map(({ value }) => value)).toEqual(
      Array.from({ length: step + 1 }, (_, index) => index),
    );
    expect(await store.lastSnapshotStep(run!.id)).toBe(step);
    await store.claimRun(run!.id, currentOwner(), run!.configuration);
    await store.close();
  }
});

/** Opens a store that may not be there yet, and adds a run. */
const opener = `
  import { openStore } from "${here}../open-store.ts";
  import { currentOwner } from "${here}../run-owner.ts";
  const store = await openStore(process.argv[1]);
  const checkpoint = {
    state: new Uint8Array(1), training: "{}", transitions: null, firstNeeded: 0, metrics: [], health: [], snapshots: [],
    progress: { step: 0, episodes: 0, updates: 0, seconds: 0, solvedAtStep: null, lastEvaluation: null, liveComponents: null },
  };
  await store.createRun({ configuration: { environment: "none" }, owner: currentOwner(), checkpoint });
  await store.close();
`;

it("several processes may open a new store at once: each finds it made, and adds its run", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "drumlin-open-")), "runs.db");
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ["--input-type=module-typescript", "-e", opener, path], {
      stdio: ["ignore", "ignore", "inherit"],
    }),
  );
  const ends = await Promise.all(
    children.map((child) => new Promise((resolve) => child.once("exit", resolve))),
  );
  expect(ends).toEqual([0, 0, 0, 0]);
  const store = await openStore(path);
  expect((await store.runs()).map(({ name }) => name).sort()).toEqual([
    "none-1",
    "none-2",
    "none-3",
    "none-4",
  ]);
  await store.close();
});
