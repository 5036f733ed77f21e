import type { ResultRow, TrialOutcome } from "@drumlin/run";
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

/** Trials of one agent in one environment. */
interface Group {
  readonly first: Trial;
  seeds: number;
  /** Of those that have ended, in the order of the trials. */
  readonly known: TrialOutcome[];
}

/** The results of a study's trials, from the outcomes there are; rows in the order of the trials. */
export function studyResult(
  study: string,
  trials: Iterable<Trial>,
  outcomes: ReadonlyMap<string, TrialOutcome>,
): StudyResult {
  const groups = new Map<string, Group>();
  const failed: TrialOutcome[] = [];
  let [count, ended] = [0, 0];
  for (const trial of trials) {
    const key = `${trial.environment} ${trial.agent}`;
    const group = groups.get(key) ?? { first: trial, seeds: 0, known: [] };
    groups.set(key, group);
    group.seeds++;
    count++;
    const outcome = outcomes.get(trial.identity);
    if (outcome === undefined) continue;
    group.known.push(outcome);
    ended++;
    if (outcome.status === "failed") failed.push(outcome);
  }
  return {
    study,
    trials: count,
    done: ended - failed.length,
    failed: failed.length,
    rows: Array.from(groups.values(), resultRow),
    failures: failed.map((outcome) => ({ trial: trialName(outcome), error: outcome.error! })),
  };
}

function resultRow({ first: { agent, environment, options }, seeds, known }: Group): ResultRow {
  const done = known.filter(({ status }) => status === "done");
  const solvedAt = done.map(({ solvedAtStep }) => solvedAtStep ?? Number.POSITIVE_INFINITY);
  const final = finalReturn(done.map((outcome) => outcome.finalReturn!));
  return {
    agent,
    environment,
    options,
    seeds,
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
