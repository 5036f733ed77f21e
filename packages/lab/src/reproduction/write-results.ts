import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { TrialRecord } from "@drumlin/run";
import { toCsv } from "../figures/csv.ts";
import { writeFigure } from "../figures/write-figure.ts";
import { writeFileAtomically } from "../write-file-atomically.ts";
import type { NamedExperiment } from "./load-experiments.ts";
import type { ExperimentResult, Origin } from "./result.ts";
import { claimsPage, resultsPage } from "./results-page.ts";
import { resultsReport } from "./results-report.ts";

/**
 * Reads an experiment's trials and writes what it found into a folder of its name in `output`: README.md, the figures as SVG, PNG and CSV,
 * and trials.csv.
 */
export async function writeExperiment(
  named: NamedExperiment,
  trials: Readonly<Record<string, readonly TrialRecord[]>>,
  output: string,
  origin: Origin,
): Promise<ExperimentResult> {
  const findings = named.experiment.analyse(trials);
  const folder = join(output, named.name);
  const figures = [];
  for (const { name, caption, spec, rows } of findings.figures)
    figures.push({ svg: await writeFigure(folder, name, rows, spec), caption });
  const result = { ...named, trials: Object.values(trials).flat(), findings, figures };
  mkdirSync(folder, { recursive: true });
  writeFileAtomically(join(folder, "trials.csv"), toCsv(result.trials.map(trialRow)));
  writeFileAtomically(join(folder, "README.md"), resultsPage(result, origin));
  return result;
}

/**
 * Writes the report over all results: `output`/report.html and claims.md, or, of a single experiment, report.html in its folder.
 *
 * @returns the report's path
 */
export function writeReport(results: readonly ExperimentResult[], output: string, origin: Origin): string {
  const [only] = results;
  const folder = results.length === 1 ? join(output, only!.name) : output;
  const path = join(folder, "report.html");
  writeFileAtomically(path, resultsReport(results, origin));
  if (results.length > 1) writeFileAtomically(join(output, "claims.md"), claimsPage(results, origin));
  return path;
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
