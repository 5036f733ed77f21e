import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { TrialRecord } from "@drumlin/run";
import { failedTrial } from "./run-trial.ts";
import type { Trial } from "./trial.ts";
import type { TrialMessage } from "./trial-worker.ts";

/** The thread's program, which is compiled where this file is. */
const program = new URL(`./trial-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * A worker thread that runs trials, one at a time. One that dies takes only its trial with it: the next trial gets a new thread.
 */
export class TrialThread {
  readonly #environments: string | undefined;
  readonly #program: URL;
  #worker: Worker | undefined;

  /** `environments`: the URL of a module that registers environments which its trials name. */
  constructor(environments?: string, file: URL = program) {
    this.#environments = environments;
    this.#program = file;
  }

  /** Always resolves: an exception in the thread, or its end before the trial's, makes a failed record. */
  run(trial: Trial, onStep: (step: number) => void): Promise<TrialRecord> {
    const start = performance.now();
    this.#worker ??= new Worker(this.#program, { workerData: this.#environments });
    const worker = this.#worker;
    return new Promise((resolve) => {
      const end = (record: TrialRecord) => {
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        resolve(record);
      };
      const fail = (error: string) => {
        this.#worker = undefined;
        end(failedTrial(trial, error, (performance.now() - start) / 1000));
      };
      const onMessage = (message: TrialMessage) => {
        if ("record" in message) end(message.record);
        else onStep(message.step);
      };
      const onError = (error: unknown) => fail(error instanceof Error ? error.message : String(error));
      const onExit = (code: number) => fail(`its worker ended with code ${code} before the trial did`);
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
      worker.postMessage(trial);
    });
  }

  /** Ends the thread; a trial that it is at is lost. */
  async end(): Promise<void> {
    await this.#worker?.terminate();
  }
}
