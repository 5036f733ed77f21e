import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "@drumlin/run";
import { writeFileAtomically } from "../write-file-atomically.ts";
import type { ExperimentResult } from "./result.ts";

/** Another where a file of before can no longer be read. */
const format = 1;

/** Keeps a result as findings.json in its experiment's folder of `output`, for later pages that tell of all experiments. */
export function keepFindings(output: string, result: ExperimentResult): void {
  const path = findingsPath(output, result.name);
  writeFileAtomically(path, `${JSON.stringify({ format, ...result }, null, 1)}\n`);
}

/** The results that were kept of these experiments, in their order. Throws a UsageError for a file that is none of ours. */
export function keptFindings(output: string, experiments: readonly string[]): ExperimentResult[] {
  return experiments.flatMap((name) => {
    const path = findingsPath(output, name);
    return existsSync(path) ? [readFindings(path, name)] : [];
  });
}

/**
 * Throws a UsageError where `output` has full results and `quick` ones would stand among them, or the reverse: such figures mean
 * nothing.
 */
export function refuseMixture(output: string, experiments: readonly string[], quick: boolean): void {
  const others = keptFindings(output, experiments).filter(({ origin }) => origin.quick !== quick);
  if (others.length === 0) return;
  const [here, there] = quick ? ["quick", "full"] : ["full", "quick"];
  throw new UsageError(
    `${output} has ${there} results (${others.map(({ name }) => name).join(", ")}), among which ${here} ones must not stand; name another folder with --output`,
  );
}

function findingsPath(output: string, experiment: string): string {
  return join(output, experiment, "findings.json");
}

function readFindings(path: string, name: string): ExperimentResult {
  try {
    const { format: found, ...result } = JSON.parse(readFileSync(path, "utf8"));
    if (found !== format) throw new Error(`its format is ${found}; it must be ${format}`);
    return result;
  } catch (error) {
    throw new UsageError(
      `cannot read ${path}: ${(error as Error).message}; remove it and repeat drumlin reproduce ${name}`,
    );
  }
}
