import { formatCount, type TrialOutcome, UsageError, visibleText } from "@drumlin/run";
import { openExistingStudyStore, openStudyStore, storeFlag } from "../store/open-store.ts";
import { interruptedStatus } from "../terminal/interrupt.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { conductStudy } from "./conduct-study.ts";
import { endedCounts, endedTrials } from "./ended-trials.ts";
import { combinationCount, firstOf, studyTrials, trialCount } from "./expand-study.ts";
import { readStudy } from "./read-study.ts";
import { resultTable } from "./result-table.ts";
import type { Study } from "./study.ts";
import { studyResult } from "./study-result.ts";
import { studyWarnings } from "./study-warnings.ts";
import { trialTable } from "./trial-table.ts";

/** Trials that `--dry-run` lists. */
const listedTrials = 20;

/** What `drumlin sweep` was asked for. */
export interface SweepRequest {
  /** Of the study file. */
  readonly path: string;
  readonly workers: number;
  /** A study of more trials is refused. */
  readonly trialsUpTo: number;
  readonly store: string;
  readonly retryFailed: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Runs a study's missing trials and gives its table, or lists them; gives the exit status. */
export async function sweep(request: SweepRequest, terminal: Terminal): Promise<number> {
  const study = readStudy(request.path);
  refuseTooMany(study, request);
  for (const warning of studyWarnings(study)) writeLine(terminal.stderr, `drumlin: warning: ${warning}`);
  if (!request.dryRun) return runTrials(study, request, terminal);
  await listTrials(study, request, terminal);
  return 0;
}

/** A grid has more combinations than one thinks. */
function refuseTooMany(study: Study, { path, trialsUpTo }: SweepRequest): void {
  const count = trialCount(study);
  if (count <= trialsUpTo) return;
  const variants = study.agents.map((agent) => `${formatCount(combinationCount(agent))} of ${agent.name}`);
  const shares = `${variants.slice(0, 5).join(", ")}${variants.length > 5 ? ", …" : ""}`;
  throw new UsageError(
    `${path} asks for ${formatCount(count)} trials (combinations: ${shares}; environments: ${study.environments.length}; seeds: ${formatCount(study.seeds.length)}), and up to ${formatCount(trialsUpTo)} are run; make it smaller, or allow them with --trials-up-to ${count}`,
  );
}

async function runTrials(
  study: Study,
  { path, workers, store: url, retryFailed, json }: SweepRequest,
  { stdout, stderr }: Terminal,
): Promise<number> {
  const { name } = study;
  const command = `npx drumlin sweep ${path}`;
  const store = await openStudyStore(url);
  try {
    const goOn = `${command}${storeFlag(store.url)}`;
    if (!(await conductStudy({ store, study, workers, retryFailed, command: goOn }, stderr)))
      return interruptedStatus;
    const outcomes = new Map<string, TrialOutcome>();
    for await (const [identity, outcome] of store.outcomes(name)) outcomes.set(identity, outcome);
    const result = studyResult(name, studyTrials(study), outcomes);
    for (const { trial, error } of result.failures)
      writeLine(stderr, visibleText(`failed: ${trial}: ${error}`));
    if (result.failed > 0)
      writeLine(
        stderr,
        `drumlin: ${formatCount(result.failed)} of ${formatCount(result.trials)} trials failed; run them again with: ${command} --retry-failed${storeFlag(store.url)}`,
      );
    writeLine(stdout, json ? JSON.stringify(result) : resultTable(result));
    return result.failed > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
}

/** What `--dry-run` shows: the first trials, and how many there are; reads the store if there is one, and makes none. */
async function listTrials(
  study: Study,
  { store: url, retryFailed, json }: SweepRequest,
  { stdout }: Terminal,
): Promise<void> {
  const { name } = study;
  const store = await openExistingStudyStore(url);
  const ended = store === null ? new Map() : await endedTrials(store, study);
  await store?.close();
  const { done, failed } = endedCounts(ended);
  const trials = trialCount(study);
  const missing = trials - done - (retryFailed ? 0 : failed);
  if (json) {
    writeLine(stdout, JSON.stringify({ study: name, trials, done, failed, missing }));
    return;
  }
  writeLine(stdout, trialTable([...firstOf(studyTrials(study), listedTrials)], ended));
  if (trials > listedTrials) writeLine(stdout, `… and ${formatCount(trials - listedTrials)} trials more`);
  const counts = [
    `${formatCount(trials)} trials of ${name}: ${formatCount(done)} done`,
    `${formatCount(failed)} failed`,
  ];
  writeLine(stdout, `${counts.join(", ")}, ${formatCount(missing)} to run`);
}
