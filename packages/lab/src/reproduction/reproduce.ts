import { cpus } from "node:os";
import { formatCount, formatTable } from "@drumlin/run";
import { openStudyStore } from "../store/open-store.ts";
import { trialCount } from "../study/expand-study.ts";
import { interruptedStatus } from "../terminal/interrupt.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { conductExperiment, readStudies } from "./conduct-experiment.ts";
import { refuseMixture } from "./findings-file.ts";
import { type ExperimentFolder, environmentsModule, type NamedExperiment } from "./load-experiments.ts";
import { publishedRecords } from "./published-records.ts";
import type { ExperimentResult } from "./result.ts";
import { reportPath, writeExperiment, writeSummary } from "./write-results.ts";

/** What `drumlin reproduce` was asked for. */
export interface ReproduceRequest {
  /** All that there are. */
  readonly folder: ExperimentFolder;
  /** Those to run. */
  readonly experiments: readonly NamedExperiment[];
  readonly quick: boolean;
  readonly workers: number;
  readonly store: string;
  readonly output: string;
  /** A folder of results whose trials need not be run again; null where all are. */
  readonly published: string | null;
  readonly retryFailed: boolean;
  readonly json: boolean;
  /** The command line that goes on where this one was stopped. */
  readonly command: string;
  /** The command line that repeats one experiment. */
  commandOf(experiment: string): string;
}

/**
 * Runs experiments and writes what they found; gives the exit status. Every study file is read, and refused, before the first trial.
 * After each experiment the pages on all of them are written, so that they are right whenever it is stopped.
 */
export async function reproduce(request: ReproduceRequest, { stdout, stderr }: Terminal): Promise<number> {
  const { folder, experiments, quick, output } = request;
  const names = folder.experiments.map(({ name }) => name);
  refuseMixture(output, names, quick);
  const planned = experiments.map((named) => ({ named, studies: readStudies(named, quick) }));
  const machine = `Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores`;
  const results: ExperimentResult[] = [];
  const store = await openStudyStore(request.store);
  try {
    for (const [index, { named, studies }] of planned.entries()) {
      writeLine(stderr, `Experiment ${index + 1} of ${planned.length}: ${named.name}`);
      const environments = environmentsModule(named);
      const published =
        request.published === null ? new Map() : publishedRecords(request.published, named.name);
      const conducted = { ...request, environments, store, published };
      const trials = await conductExperiment(studies, conducted, stderr);
      if (trials === null) return interruptedStatus;
      const date = new Date().toISOString().slice(0, 10);
      const origin = { date, machine, command: request.commandOf(named.name), quick };
      results.push(await writeExperiment(named, trials, output, origin));
      writeSummary(folder, output);
    }
  } finally {
    await store.close();
  }
  const report = reportPath(output);
  const failures = results.flatMap(({ trials }) => trials.failed);
  for (const failure of failures) writeLine(stderr, `failed: ${failure}`);
  writeLine(stdout, request.json ? JSON.stringify(summary(results, report)) : claimLines(results, report));
  return failures.length > 0 ? 1 : 0;
}

/** What there is to reproduce, for people. */
export function experimentTable(experiments: readonly NamedExperiment[]): string {
  const columns = [
    { header: "experiment" },
    { header: "trials", align: "right" },
    { header: "question" },
  ] as const;
  return formatTable(
    columns,
    experiments.map((named) => {
      const studies = [...readStudies(named, false).values()];
      const trials = studies.reduce((sum, study) => sum + trialCount(study), 0);
      return [named.name, formatCount(trials), named.experiment.question];
    }),
  );
}

function claimLines(results: readonly ExperimentResult[], report: string): string {
  const lines = results.flatMap(({ name, claims }) => [
    `${name}:`,
    ...claims.map(({ verdict, statement, figure }) => `  ${verdict}: ${statement} (${figure})`),
  ]);
  return [...lines, `Report: ${report}`].join("\n");
}

function summary(results: readonly ExperimentResult[], report: string): object {
  return {
    report,
    experiments: results.map(({ name, trials: { count, failed }, claims }) => ({
      name,
      trials: count,
      done: count - failed.length,
      failed: failed.length,
      claims,
    })),
  };
}
