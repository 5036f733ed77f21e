import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TrialRecord } from "@drumlin/run";
import { expect, it } from "vitest";
import { runCaptured } from "../captured-run.case.ts";
import { openExistingStudyStore, openStudyStore } from "../store/open-store.ts";
import { expandStudy } from "./expand-study.ts";
import { readStudy } from "./read-study.ts";
import { failedTrial } from "./run-trial.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "drumlin-resume-sweep-"));
const study = join(folder, "study.yaml");
writeFileSync(
  study,
  `name: killed
environments: [CartPole-v1]
agents:
  drumlin: { kind: sgmm-q, components: 5 }
grid: { drumlin.sparsity: [0, 0.001], drumlin.factors: [1, 2] }
seeds: 4
steps: 10000
evaluation: { every: 500, episodes: 5 }
`,
);
const uninterrupted = join(folder, "uninterrupted.db");

/** A sweep in a process of its own, and what it wrote to stderr so far. */
class Child {
  stderr = "";
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess;

  constructor(store: string, ...options: string[]) {
    const words = ["sweep", study, "--store", store, "--workers", "2", ...options];
    this.#process = spawn(process.execPath, [main, ...words], { stdio: ["ignore", "ignore", "pipe"] });
    this.#process.stderr!.on("data", (chunk) => {
      this.stderr += chunk;
    });
    this.ended = new Promise((resolve) => this.#process.once("close", resolve));
  }

  /** Until the first line of progress: a trial has ended. */
  async works(): Promise<void> {
    const line = new Promise((resolve) => this.#process.stderr!.once("data", resolve));
    await Promise.race([line, this.ended]);
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function recordsOf(store: string): Promise<Map<string, TrialRecord>> {
  const opened = await openExistingStudyStore(store);
  const records = await opened!.readTrials("killed");
  await opened!.close();
  return records;
}

const timeless = (records: Map<string, TrialRecord>) =>
  new Map(Array.from(records, ([identity, record]) => [identity, { ...record, seconds: 0 }]));

it("a sweep killed again and again loses only the trials at work, and ends with the table of one never stopped", async () => {
  const store = join(folder, "killed.db");
  let before = new Map<string, TrialRecord>();
  for (const delay of [0, 10, 60, 150, 300]) {
    const child = new Child(store);
    await child.works();
    await pause(delay);
    child.kill("SIGKILL");
    await child.ended;
    const after = await recordsOf(store);
    expect(after.size).toBeGreaterThan(before.size);
    for (const [identity, record] of before) expect(after.get(identity)).toEqual(record);
    before = after;
  }
  const last = await runCaptured("sweep", study, "--store", store, "--workers", "2");
  const whole = await runCaptured("sweep", study, "--store", uninterrupted, "--workers", "2");
  expect(last.stdout).toBe(whole.stdout);
  const records = await recordsOf(store);
  for (const [identity, record] of before) expect(records.get(identity)).toEqual(record);
  expect(timeless(records)).toEqual(timeless(await recordsOf(uninterrupted)));
}, 120_000);

it("Ctrl-C ends a sweep after the trials at work, with status 130 and how to go on", async () => {
  const store = join(folder, "interrupted.db");
  const child = new Child(store);
  await child.works();
  child.kill("SIGINT");
  expect(await child.ended).toBe(130);
  const { size } = await recordsOf(store);
  expect(size).toBeLessThan(16);
  expect(child.stderr).toContain("Stopping after the trials at work");
  expect(child.stderr).toContain(
    `Stopped after ${size} of 16 trials; go on with: npx drumlin sweep ${study} --store sqlite:${store}\n`,
  );
  const last = await runCaptured("sweep", study, "--store", store);
  expect(last.stdout).toBe((await runCaptured("sweep", study, "--store", uninterrupted)).stdout);
});

it("Ctrl-C stops a sweep that runs failed trials again, too, and those not run yet stay failed", async () => {
  const store = join(folder, "retried.db");
  const opened = await openStudyStore(store);
  await opened.saveStudy("killed", "{}");
  for (const trial of expandStudy(readStudy(study)))
    await opened.writeTrial("killed", trial.identity, failedTrial(trial, "the lights went out", 1));
  await opened.close();
  const child = new Child(store, "--retry-failed");
  await child.works();
  child.kill("SIGINT");
  expect(await child.ended).toBe(130);
  const statuses = Array.from((await recordsOf(store)).values(), ({ status }) => status);
  const done = statuses.filter((status) => status === "done").length;
  expect(done).toBeGreaterThan(0);
  expect(statuses).toHaveLength(16);
  expect(child.stderr).toContain(`Stopped after ${done} of 16 trials`);
});
