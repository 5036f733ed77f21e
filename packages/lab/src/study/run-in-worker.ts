import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { failedTrial } from "./run-trial.ts";
import type { Trial } from "./trial.ts";
import type { TrialRecord } from "./trial-record.ts";
import type { TrialMessage } from "./trial-worker.ts";

/** The worker's program, which is compiled where this file is. */
const program = new URL(`./trial-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * Runs a trial in a worker thread of its own, so that whatever happens to it happens to no other. Always resolves: an exception
 * there, or a worker that ends before its trial, makes a failed record.
 */
export function runInWorker(
  trial: Trial,
  onStep: (step: number) => void,
  file: URL = program,
): Promise<TrialRecord> {
  const start = performance.now();
  return new Promise((resolve) => {
    const fail = (error: string) => resolve(failedTrial(trial, error, (performance.now() - start) / 1000));
    const worker = new Worker(file, { workerData: trial });
    worker.on("message", (message: TrialMessage) => {
      if ("record" in message) resolve(message.record);
      else onStep(message.step);
    });
    worker.once("error", (error: unknown) => fail(error instanceof Error ? error.message : String(error)));
    worker.once("exit", (code) => fail(`its worker ended with code ${code} before the trial did`));
  });
}
