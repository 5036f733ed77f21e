import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { type TrialRecord, UsageError } from "@drumlin/run";
import type { StudyStore } from "../store/study-store.ts";
import { endedTrials } from "../study/ended-trials.ts";
import type { Study } from "../study/study.ts";
import type { Trial } from "../study/trial.ts";
import { writeFileAtomically } from "../write-file-atomically.ts";

/** The records of trials by the trials' identities. */
export type IdentifiedRecords = ReadonlyMap<string, TrialRecord>;

/** Writes an experiment's records into its folder of `output`, a line each, so that others can read its trials without running them. */
export function publishRecords(output: string, experiment: string, records: IdentifiedRecords): void {
  const lines = Array.from(records, (entry) => `${JSON.stringify(entry)}\n`);
  writeFileAtomically(recordsPath(output, experiment), gzipSync(lines.join(""), { level: 9 }));
}

/** The records that `publishRecords` wrote; none where it did not. Throws a UsageError for a file that is none of ours. */
export function publishedRecords(folder: string, experiment: string): IdentifiedRecords {
  const path = recordsPath(folder, experiment);
  if (!existsSync(path)) return new Map();
  try {
    const lines = gunzipSync(readFileSync(path)).toString("utf8").split("\n");
    return new Map(lines.filter((line) => line !== "").map((line) => JSON.parse(line)));
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as Error).message}; leave out --published`);
  }
}

/** Puts the published records of a study's trials into the store, where it has none of its own. */
export async function adoptRecords(
  store: StudyStore,
  study: Study,
  trials: readonly Trial[],
  published: IdentifiedRecords,
): Promise<void> {
  await store.saveStudy(study.name, JSON.stringify(study));
  const own = await endedTrials(store, study);
  for (const { identity } of trials) {
    const record = published.get(identity);
    if (record !== undefined && !own.has(identity)) await store.writeTrial(study.name, identity, record);
  }
}

function recordsPath(folder: string, experiment: string): string {
  return join(folder, experiment, "records.jsonl.gz");
}
