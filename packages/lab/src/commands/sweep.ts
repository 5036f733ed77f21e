import { availableParallelism } from "node:os";
import { Command } from "commander";
import { openExistingStudyStore, openStudyStore, storeFlag } from "../store/open-store.ts";
import { conductStudy, missingTrials } from "../study/conduct-study.ts";
import { expandStudy } from "../study/expand-study.ts";
import { readStudy } from "../study/read-study.ts";
import { resultTable } from "../study/result-table.ts";
import type { Study } from "../study/study.ts";
import { studyResult } from "../study/study-result.ts";
import { studyWarnings } from "../study/study-warnings.ts";
import type { Trial } from "../study/trial.ts";
import { trialTable } from "../study/trial-table.ts";
import { formatCount } from "../terminal/numbers.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { interruptedStatus } from "../training/interrupt.ts";
import { numericOption, positive } from "./numeric-option.ts";
import { jsonOption, storeOption } from "./shared-options.ts";

interface SweepOptions {
  readonly workers: number;
  readonly store: string;
  readonly retryFailed?: boolean;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `drumlin sweep STUDY` */
export function sweepCommand(terminal: Terminal, setStatus: (status: number) => void): Command {
  return new Command("sweep")
    .argument("<study>", "study file, YAML or JSON: environments, agents, grid, seeds, steps, evaluation")
    .description("Run the trials of a study that have not been run yet, and give its table of results.")
    .addOption(
      numericOption("--workers <n>", "trials at a time", positive).default(
        availableParallelism(),
        "one a core",
      ),
    )
    .option("--retry-failed", "run failed trials again")
    .option("--dry-run", "list the trials and what is missing; run and write nothing")
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (path: string, options: SweepOptions) => {
      const study = readStudy(path);
      const trials = expandStudy(study);
      for (const warning of studyWarnings(study)) writeLine(terminal.stderr, `drumlin: warning: ${warning}`);
      if (options.dryRun) await listTrials(study, trials, options, terminal);
      else setStatus(await sweep(path, study, trials, options, terminal));
    });
}

async function sweep(
  path: string,
  study: Study,
  trials: readonly Trial[],
  { workers, store: url, retryFailed = false, json }: SweepOptions,
  { stdout, stderr }: Terminal,
): Promise<number> {
  const { name } = study;
  const command = `npx drumlin sweep ${path}`;
  const store = await openStudyStore(url);
  try {
    await store.saveStudy(name, JSON.stringify(study));
    const goOn = `${command}${storeFlag(store.url)}`;
    const records = await conductStudy({ store, name, trials, workers, retryFailed, command: goOn }, stderr);
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
  { store: url, retryFailed = false, json }: SweepOptions,
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
