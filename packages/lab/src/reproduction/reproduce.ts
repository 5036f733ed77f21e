import { cpus } from "node:os";
import { formatCount, formatTable } from "@drumlin/run";
import { openStudyStore } from "../store/open-store.ts";
import { expandStudy } from "../study/expand-study.ts";
import { trialName } from "../study/trial.ts";
import { interruptedStatus } from "../terminal/interrupt.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { conductExperiment, readStudies } from "./conduct-experiment.ts";
import { environmentsModule, type NamedExperiment } from "./load-experiments.ts";
import type { ExperimentResult, Origin } from "./result.ts";
import { writeExperiment, writeReport } from "./write-results.ts";

/** What `drumlin reproduce` was asked for. */
export interface ReproduceRequest {
  readonly experiments: readonly NamedExperiment[];
  readonly quick: boolean;
  readonly workers: number;
  readonly store: string;
  readonly output: string;
  readonly retryFailed: boolean;
  readonly json: boolean;
  /** The command line that repeats it. */
  readonly command: string;
}

/**
 * Runs experiments and writes what they found; gives the exit status. Every study file is read, and refused, before the first trial.
 */
export async function reproduce(request: ReproduceRequest, { stdout, stderr }: Terminal): Promise<number> {
  const { experiments, quick, command, output } = request;
  const planned = experiments.map((named) => ({ named, studies: readStudies(named, quick) }));
  const origin: Origin = {
    date: new Date().toISOString().slice(0, 10),
    machine: `Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores`,
    command,
    quick,
  };
  const results: ExperimentResult[] = [];
  const store = await openStudyStore(request.store);
  try {
    for (const [index, { named, studies }] of planned.entries()) {
      writeLine(stderr, `Experiment ${index + 1} of ${planned.length}: ${named.name}`);
      const environments = environmentsModule(named);
      const trials = await conductExperiment(studies, { ...request, environments, store }, stderr);
      if (trials === null) return interruptedStatus;
      results.push(await writeExperiment(named, trials, output, origin));
    }
  } finally {
    await store.close();
  }
  const report = writeReport(results, output, origin);
  const failures = results.flatMap(({ trials }) => trials.filter(({ status }) => status === "failed"));
  for (const trial of failures) writeLine(stderr, `failed: ${trialName(trial)}: ${trial.error}`);
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
      const trials = studies.reduce((sum, study) => sum + expandStudy(study).length, 0);
      return [named.name, formatCount(trials), named.experiment.question];
    }),
  );
}

function claimLines(results: readonly ExperimentResult[], report: string): string {
  const lines = results.flatMap(({ name, findings }) => [
    `${name}:`,
    ...findings.claims.map(({ verdict, statement, figure }) => `  ${verdict}: ${statement} (${figure})`),
  ]);
  return [...lines, `Report: ${report}`].join("\n");
}

function summary(results: readonly ExperimentResult[], report: string): object {
  return {
    report,
    experiments: results.map(({ name, trials, findings }) => {
      const failed = trials.filter(({ status }) => status === "failed").length;
      return { name, trials: trials.length, done: trials.length - failed, failed, claims: findings.claims };
    }),
  };
}
