import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TrialRecord } from "@drumlin/run";
import { toCsv } from "../figures/csv.ts";
import { writeFigure } from "../figures/write-figure.ts";
import { trialName } from "../study/trial.ts";
import { writeFileAtomically } from "../write-file-atomically.ts";
import { claimsPage } from "./claims-page.ts";
import type { ConductedExperiment } from "./conduct-experiment.ts";
import { keepFindings, keptFindings } from "./findings-file.ts";
import type { ExperimentFolder, NamedExperiment } from "./load-experiments.ts";
import { publishRecords } from "./published-records.ts";
import type { ExperimentResult, Origin } from "./result.ts";
import { resultsPage } from "./results-page.ts";
import { resultsReport } from "./results-report.ts";

/**
 * Reads an experiment's trials and writes what it found into a folder of its name in `output`: README.md, the figures as SVG, PNG and CSV,
 * trials.csv, every record (`--published` reads them), and findings.json, from which pages on all experiments are made.
 */
export async function writeExperiment(
  { name, experiment }: NamedExperiment,
  { studies, records }: ConductedExperiment,
  output: string,
  origin: Origin,
): Promise<ExperimentResult> {
  const { text = [], tables, figures, claims } = experiment.analyse(studies);
  const trials = Object.values(studies).flat();
  const failed = trials.filter(({ status }) => status === "failed");
  const result: ExperimentResult = {
    name,
    title: experiment.title,
    question: experiment.question,
    origin,
    trials: {
      count: trials.length,
      seconds: trials.reduce((sum, trial) => sum + trial.seconds, 0),
      failed: failed.map((trial) => `${trialName(trial)}: ${trial.error}`),
    },
    text,
    tables,
    figures: figures.map(({ spec: _, rows: __, ...figure }) => figure),
    claims,
  };
  const folder = join(output, name);
  mkdirSync(folder, { recursive: true });
  for (const figure of figures) await writeFigure(folder, figure.name, figure.rows, figure.spec);
  writeFileAtomically(join(folder, "trials.csv"), toCsv(trials.map(trialRow)));
  writeFileAtomically(join(folder, "README.md"), resultsPage(result));
  publishRecords(output, name, records);
  keepFindings(output, result);
  return result;
}

/** Where `writeSummary` puts the report. */
export function reportPath(output: string): string {
  return join(output, "report.html");
}

/** Writes claims.md and report.html of `output`, from the findings of every experiment that it has, those of earlier days included. */
export function writeSummary({ experiments, headline }: ExperimentFolder, output: string): void {
  const names = experiments.map(({ name }) => name);
  const results = keptFindings(output, names);
  const svgOf = (experiment: string, figure: string) =>
    readFileSync(join(output, experiment, `${figure}.svg`), "utf8");
  writeFileAtomically(join(output, "claims.md"), claimsPage(results, headline));
  writeFileAtomically(reportPath(output), resultsReport(results, headline, svgOf));
}

function trialRow({
  agent,
  environment,
  seed,
  status,
  error,
  solvedAtStep,
  finalReturn,
  ...rest
}: TrialRecord) {
  const { parameters, steps, seconds } = rest;
  const { total, nonzero } = parameters;
  return {
    agent,
    environment,
    seed,
    status,
    error,
    steps,
    solvedAtStep,
    finalReturn,
    nonzero,
    total,
    seconds,
  };
}
