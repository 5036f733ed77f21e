// Kills a training with SIGKILL at random instants, resumes it each time, and compares the policy it exports in the end
// with that of a run that nobody disturbed. Prints a table; exits 1 when a byte differs.
//
//   node test/acceptance/kill-resume.ts [SEED [KILLS]]
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../packages/lab/src/store/open-store.ts";
import { drumlin } from "../torture/parts/command.ts";

const [seed = 1, kills = 20] = process.argv.slice(2).map(Number);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(kills) || kills < 1) {
  process.stderr.write("usage: kill-resume.ts [SEED [KILLS]], two whole numbers\n");
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "drumlin-kill-resume-"));
const store = join(folder, "runs.db");
const training = ["train", "CartPole-v1", "--store", store, "--steps", "300000", "--seed", String(seed)];

/** Runs a command line; kills it after `delay` milliseconds unless it ended before. Gives its exit status, null when killed. */
async function statusOf(words: readonly string[], delay?: number): Promise<number | null> {
  const { status, stderr } = await drumlin(words, delay === undefined ? {} : { killAfter: delay });
  if (status !== 0 && status !== null) process.stderr.write(stderr);
  return status;
}

/** The step of the run's last checkpoint; null before the run exists. */
async function checkpointStep(name: string): Promise<number | null> {
  const opened = await openStore(store);
  const run = await opened.runNamed(name);
  await opened.close();
  return run?.progress.step ?? null;
}

async function exported(name: string): Promise<Buffer> {
  const output = join(folder, `${name}.json`);
  if ((await statusOf(["export", name, "--store", store, "--output", output])) !== 0)
    throw new Error(`${name} was not exported`);
  return readFileSync(output);
}

/** Numbers in [0, 1), the same for the same seed (Lehmer's generator). */
function randomNumbers(start: number): () => number {
  let state = (start % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const begun = performance.now();
if ((await statusOf([...training, "--name", "whole"])) !== 0) throw new Error("the undisturbed run failed");
const wholeTime = performance.now() - begun;
process.stdout.write(`undisturbed run: ${Math.round(wholeTime)} ms\n\nkill  after ms  checkpoint\n`);

// Starting takes a second of each life; the rest is long enough for the kills to fall all over the training.
const random = randomNumbers(seed);
let words = [...training, "--name", "killed"];
for (let kill = 1; kill <= kills; kill++) {
  const delay = Math.round(250 + random() * ((2 * wholeTime) / kills + 1000));
  const status = await statusOf(words, delay);
  const step = await checkpointStep("killed");
  process.stdout.write(
    `${String(kill).padStart(4)}  ${String(delay).padStart(8)}  ${step ?? "no run yet"}${status === null ? "" : `  (had ended, status ${status})`}\n`,
  );
  if (status !== null && status !== 0) process.exit(1);
  if (step !== null) words = ["resume", "killed", "--store", store];
}
if ((await statusOf(words)) !== 0) throw new Error("the killed run could not be resumed");

const [whole, killed] = [await exported("whole"), await exported("killed")];
const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
process.stdout.write(`\nundisturbed  ${digest(whole)}\nkilled       ${digest(killed)}\n`);
process.stdout.write(whole.equals(killed) ? "byte for byte the same\n" : "DIFFERENT\n");
process.exitCode = whole.equals(killed) ? 0 : 1;
