import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { runCaptured } from "../captured-run.case.ts";
import { openStore } from "../store/open-store.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const path = join(mkdtempSync(join(tmpdir(), "drumlin-resume-")), "runs.db");
const inStore = ["--store", path];
/** Seconds of work, so that a test on a busy machine still meets it under way. */
const training = [
  ...["train", "CartPole-v1", ...inStore, "--steps", "3000", "--seed", "4"],
  ...["--components", "100", "--batch-size", "1024", "--updates-per-step", "2"],
  ...[
    "--checkpoint-every",
    "100",
    "--buffer-capacity",
    "1500",
    "--evaluation-every",
    "250",
    "--evaluation-episodes",
    "2",
  ],
];

/** A command line in a process of its own, what it wrote to stderr so far, and how it ended. */
class Child {
  stderr = "";
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess;

  constructor(words: readonly string[]) {
    this.#process = spawn(process.execPath, [main, ...words], { stdio: ["ignore", "ignore", "pipe"] });
    this.#process.stderr!.on("data", (chunk) => {
      this.stderr += chunk;
    });
    this.ended = new Promise((resolve) => this.#process.once("close", resolve));
  }

  /** Until the first line of progress: training is under way. */
  async trains(): Promise<void> {
    const line = new Promise((resolve) => this.#process.stderr!.once("data", resolve));
    await Promise.race([line, this.ended]);
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const exported = async (name: string) => (await runCaptured("export", name, ...inStore)).stdout;

async function runNamed(name: string) {
  const store = await openStore(path);
  const run = (await store.runs()).find((candidate) => candidate.name === name)!;
  const metrics = await store.readMetrics(run.id);
  const snapshots = await store.readSnapshots(run.id, -1);
  const live = await store.readLive(run.id);
  await store.close();
  return { run, metrics, snapshots, live };
}

beforeAll(async () => {
  await runCaptured(...training, "--name", "whole");
}, 180_000);

describe("a run resumed", () => {
  it("after kills at any instant exports byte for byte the policy of the uninterrupted run", async () => {
    let words = [...training, "--name", "killed"];
    for (const delay of [20, 333, 601, 147, 450]) {
      const child = new Child(words);
      await child.trains();
      await pause(delay);
      child.kill("SIGKILL");
      await child.ended;
      words = ["resume", "killed", ...inStore];
    }
    const { status } = await runCaptured(...words);
    expect(status).toBe(0);
    expect(await exported("killed")).toBe(await exported("whole"));
    const [killed, whole] = [await runNamed("killed"), await runNamed("whole")];
    expect(killed.metrics).toEqual(whole.metrics);
    expect(killed.snapshots).toEqual(whole.snapshots);
    expect(killed.snapshots.length).toBeGreaterThan(20);
    expect(killed.run.progress).toEqual({ ...whole.run.progress, seconds: expect.any(Number) });
  });

  it("after Ctrl-C goes on where it was, and ends as the uninterrupted run", async () => {
    const child = new Child([...training, "--name", "stopped"]);
    await child.trains();
    const second = await runCaptured("resume", "stopped", ...inStore);
    expect(second).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/being trained by process \d+/),
    });
    child.kill("SIGINT");
    expect(await child.ended).toBe(130);
    expect(child.stderr).toMatch(
      /Stopped at step [\d,]+ of 3,000; go on with: npx drumlin resume stopped --store /,
    );
    const { run } = await runNamed("stopped");
    expect(run).toMatchObject({ status: "interrupted", owner: null });
    expect(run.progress.step).toBeGreaterThan(0);
    await runCaptured("resume", "stopped", ...inStore);
    expect((await runNamed("stopped")).snapshots).toEqual((await runNamed("whole")).snapshots);
    expect(await exported("stopped")).toBe(await exported("whole"));
  });

  it("after a second Ctrl-C, which quits at once, is as one that was killed", async () => {
    const child = new Child([...training, "--name", "quit"]);
    await child.trains();
    child.kill("SIGINT");
    child.kill("SIGTERM");
    expect(await child.ended).toBe(130);
    await runCaptured("resume", "quit", ...inStore);
    expect(await exported("quit")).toBe(await exported("whole"));
  });

  it("when it is done says so, and with more steps goes on as if they had been asked for at once", async () => {
    const goal = training.with(training.indexOf("3000"), "3300");
    await runCaptured(...goal, "--name", "longer");
    await runCaptured(...training, "--name", "extended");
    const before = await exported("extended");
    const done = await runCaptured("resume", "extended", ...inStore);
    expect(done).toMatchObject({
      status: 0,
      stderr: expect.stringContaining("extended is done, at step 3,000"),
    });
    expect(await exported("extended")).toBe(before);
    await runCaptured("resume", "extended", ...inStore, "--steps", "3300");
    expect(await exported("extended")).toBe(await exported("longer"));
    expect((await runNamed("extended")).snapshots).toEqual((await runNamed("longer")).snapshots);
  });
});
