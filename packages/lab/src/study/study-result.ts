import type { ResultRow, TrialRecord } from "@drumlin/run";
import { median } from "../analysis/median.ts";
import { finalReturn } from "./final-return.ts";
import { type Trial, trialName } from "./trial.ts";

/** The object that `sweep --json` ends with. */
export interface StudyResult {
  readonly study: string;
  readonly trials: number;
  readonly done: number;
  readonly failed: number;
  readonly rows: readonly ResultRow[];
  /** Why the failed ones failed. */
  readonly failures: readonly { readonly trial: string; readonly error: string }[];
}

/** The results of a study's trials, from the records there are; rows in the order of the trials. */
export function studyResult(
  study: string,
  trials: readonly Trial[],
  records: ReadonlyMap<string, TrialRecord>,
): StudyResult {
  const known = trials.flatMap(({ identity }) => records.get(identity) ?? []);
  const failed = known.filter(({ status }) => status === "failed");
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const key = `${trial.environment} ${trial.agent}`;
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  }
  return {
    study,
    trials: trials.length,
    done: known.length - failed.length,
    failed: failed.length,
    rows: Array.from(groups.values(), (group) => resultRow(group, records)),
    failures: failed.map((record) => ({ trial: trialName(record), error: record.error! })),
  };
}

function resultRow(trials: readonly Trial[], records: ReadonlyMap<string, TrialRecord>): ResultRow {
  const { agent, environment, options } = trials[0]!;
  const known = trials.flatMap(({ identity }) => records.get(identity) ?? []);
  const done = known.filter(({ status }) => status === "done");
  const solvedAt = done.map(({ solvedAtStep }) => solvedAtStep ?? Number.POSITIVE_INFINITY);
  const final = finalReturn(done.map((record) => record.finalReturn!));
  return {
    agent,
    environment,
    options,
    seeds: trials.length,
    solved: solvedAt.filter(Number.isFinite).length,
    failed: known.length - done.length,
    medianSolvedAtStep: finiteMedian(solvedAt),
    finalInterquartileMean: final?.interquartileMean ?? null,
    low: final?.low ?? null,
    high: final?.high ?? null,
    medianParameters: finiteMedian(done.map(({ parameters }) => parameters.nonzero)),
  };
}

/** Null where it is not finite, and for no values. */
function finiteMedian(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const value = median(values);
  return Number.isFinite(value) ? value : null;
}
