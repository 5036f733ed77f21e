import { parentPort, workerData } from "node:worker_threads";
import { runTrial } from "./run-trial.ts";
import type { Trial } from "./trial.ts";
import type { TrialRecord } from "./trial-record.ts";

/** What a worker tells of its one trial: how far it is, and in the end its record. */
export type TrialMessage = { readonly step: number } | { readonly record: TrialRecord };

const tell = (message: TrialMessage) => parentPort?.postMessage(message);

tell({ record: await runTrial(workerData as Trial, (step) => tell({ step })) });
