import { formatCount } from "@drumlin/run";
import { openExistingStudyStore, openStudyStore, storeFlag } from "../store/open-store.ts";
import { interruptedStatus } from "../terminal/interrupt.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { conductStudy, missingTrials } from "./conduct-study.ts";
import { expandStudy } from "./expand-study.ts";
import { readStudy } from "./read-study.ts";
import { resultTable } from "./result-table.ts";
import type { Study } from "./study.ts";
import { studyResult } from "./study-result.ts";
import { studyWarnings } from "./study-warnings.ts";
import type { Trial } from "./trial.ts";
import { trialTable } from "./trial-table.ts";

/** What `drumlin sweep` was asked for. */
export interface SweepRequest {
  /** Of the study file. */
  readonly path: string;
  readonly workers: number;
  readonly store: string;
  readonly retryFailed: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Runs a study's missing trials and gives its table, or lists them; gives the exit status. */
export async function sweep(request: SweepRequest, terminal: Terminal): Promise<number> {
  const study = readStudy(request.path);
  const trials = expandStudy(study);
  for (const warning of studyWarnings(study)) writeLine(terminal.stderr, `drumlin: warning: ${warning}`);
  if (!request.dryRun) return runTrials(study, trials, request, terminal);
  await listTrials(study, trials, request, terminal);
  return 0;
}

async function runTrials(
  study: Study,
  trials: readonly Trial[],
  { path, workers, store: url, retryFailed, json }: SweepRequest,
  { stdout, stderr }: Terminal,
): Promise<number> {
  const { name } = study;
  const command = `npx drumlin sweep ${path}`;
  const store = await openStudyStore(url);
  try {
    const goOn = `${command}${storeFlag(store.url)}`;
    const records = await conductStudy({ store, study, trials, workers, retryFailed, command: goOn }, stderr);
    if (records === null) return interruptedStatus;
    const result = studyResult(name, trials, records);
    for (const { trial, error } of result.failures) writeLine(stderr, `failed: ${trial}: ${error}`);
    if (result.failed > 0)
      writeLine(
        stderr,
        `drumlin: ${result.failed} of ${formatCount(trials.length)} trials failed; run them again with: ${command} --retry-failed${storeFlag(store.url)}`,
      );
    writeLine(stdout, json ? JSON.stringify(result) : resultTable(result));
    return result.failed > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
}

/** What `--dry-run` shows; reads the store if there is one, and makes none. */
async function listTrials(
  { name }: Study,
  trials: readonly Trial[],
  { store: url, retryFailed, json }: SweepRequest,
  { stdout }: Terminal,
): Promise<void> {
  const store = await openExistingStudyStore(url);
  const records = (await store?.readTrials(name)) ?? new Map();
  await store?.close();
  const { done, failed } = studyResult(name, trials, records);
  const missing = missingTrials(trials, records, retryFailed).length;
  if (json) {
    writeLine(stdout, JSON.stringify({ study: name, trials: trials.length, done, failed, missing }));
    return;
  }
  writeLine(stdout, trialTable(trials, records));
  const counts = [`${formatCount(trials.length)} trials of ${name}: ${done} done`, `${failed} failed`];
  writeLine(stdout, `${counts.join(", ")}, ${missing} to run`);
}
