import { join } from "node:path";
import type { TrialRecord } from "@drumlin/run";
import { type ConductedStudy, conductStudy } from "../study/conduct-study.ts";
import { expandStudy } from "../study/expand-study.ts";
import { readStudy } from "../study/read-study.ts";
import type { Study } from "../study/study.ts";
import { studyWarnings } from "../study/study-warnings.ts";
import { type Output, writeLine } from "../terminal/terminal.ts";
import type { NamedExperiment } from "./load-experiments.ts";
import { shortenStudy } from "./shorten-study.ts";

/** How an experiment's trials are run. */
export type ConductOptions = Omit<ConductedStudy, "study" | "trials">;

/** The studies of an experiment by their files, checked before anything runs. */
export function readStudies({ experiment, folder }: NamedExperiment, quick: boolean): Map<string, Study> {
  return new Map(
    experiment.studies.map(({ file, quick: shorter }) => {
      const study = readStudy(join(folder, file));
      return [file, quick ? shortenStudy(study, shorter) : study];
    }),
  );
}

/**
 * Runs the missing trials of an experiment's studies, one study after another, and gives the records by study file; null when Ctrl-C
 * stopped it.
 */
export async function conductExperiment(
  studies: ReadonlyMap<string, Study>,
  conducted: ConductOptions,
  stderr: Output,
): Promise<Record<string, TrialRecord[]> | null> {
  const found: Record<string, TrialRecord[]> = {};
  for (const [file, study] of studies) {
    for (const warning of studyWarnings(study)) writeLine(stderr, `drumlin: warning: ${warning}`);
    const trials = expandStudy(study);
    const records = await conductStudy({ ...conducted, study, trials }, stderr);
    if (records === null) return null;
    // A record may be older than the study file, which may have come to spell out what was a default then.
    found[file] = trials.map(({ identity, options }) => ({ ...records.get(identity)!, options }));
  }
  return found;
}
