import { parentPort, workerData } from "node:worker_threads";
import type { TrialRecord } from "@drumlin/run";
import { runTrial } from "./run-trial.ts";
import type { Trial } from "./trial.ts";

/** What a worker tells of the trial it is at: how far it is, and in the end its record. */
export type TrialMessage = { readonly step: number } | { readonly record: TrialRecord };

// Its trials may name environments that a module of the experiment registers.
const environments = workerData as string | undefined;
if (environments !== undefined) await import(environments);

const tell = (message: TrialMessage) => parentPort?.postMessage(message);

parentPort?.on("message", async (trial: Trial) => {
  tell({ record: await runTrial(trial, (step) => tell({ step })) });
});
