import { join } from "node:path";
import type { TrialRecord } from "@drumlin/run";
import { type ConductedStudy, conductStudy } from "../study/conduct-study.ts";
import { expandStudy } from "../study/expand-study.ts";
import { readStudy } from "../study/read-study.ts";
import type { Study } from "../study/study.ts";
import { studyWarnings } from "../study/study-warnings.ts";
import { type Output, writeLine } from "../terminal/terminal.ts";
import type { NamedExperiment } from "./load-experiments.ts";
import { adoptRecords, type IdentifiedRecords } from "./published-records.ts";
import { shortenStudy } from "./shorten-study.ts";

/** How an experiment's trials are run. */
export interface ConductOptions extends Omit<ConductedStudy, "study"> {
  /** Of trials that need not be run again. */
  readonly published: IdentifiedRecords;
}

/** An experiment's trials, run or read. */
export interface ConductedExperiment {
  /** By study file, in the order of its trials. */
  readonly studies: Readonly<Record<string, readonly TrialRecord[]>>;
  readonly records: IdentifiedRecords;
}

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
 * Runs the missing trials of an experiment's studies, one study after another, and gives all records; null when Ctrl-C stopped it.
 */
export async function conductExperiment(
  studies: ReadonlyMap<string, Study>,
  conducted: ConductOptions,
  stderr: Output,
): Promise<ConductedExperiment | null> {
  const found: Record<string, TrialRecord[]> = {};
  const all = new Map<string, TrialRecord>();
  for (const [file, study] of studies) {
    for (const warning of studyWarnings(study)) writeLine(stderr, `drumlin: warning: ${warning}`);
    const trials = expandStudy(study);
    if (conducted.published.size > 0) await adoptRecords(conducted.store, study, trials, conducted.published);
    if (!(await conductStudy({ ...conducted, study }, stderr))) return null;
    const records = await conducted.store.readTrials(study.name);
    // A record may be older than the study file, which may have come to spell out what was a default then.
    found[file] = trials.map(({ identity, options }) => ({ ...records.get(identity)!, options }));
    for (const { identity } of trials) all.set(identity, records.get(identity)!);
  }
  return { studies: found, records: all };
}
