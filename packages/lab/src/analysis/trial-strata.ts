import type { TrialRecord } from "@drumlin/run";
import type { Observation } from "./kaplan-meier.ts";
import type { ScorePair } from "./paired-comparison.ts";
import type { ScoreCurve } from "./sample-efficiency.ts";
import { normalizeScore, type ScoreReference } from "./score-normalization.ts";
import type { Strata } from "./strata.ts";

/** The references of each environment; an environment without any keeps its returns as scores. */
export type ScoreReferences = Readonly<Record<string, ScoreReference>>;

/** The values of `key` among the trials, in the order of their first appearance. */
export function distinct(trials: readonly TrialRecord[], key: "agent" | "environment"): string[] {
  return [...new Set(trials.map((trial) => trial[key]))];
}

/**
 * Scores of the final returns, a list for each of `environments`, in their order: take the same ones for agents to be compared.
 * Failed trials have none: report them beside it.
 */
export function finalScores(
  trials: readonly TrialRecord[],
  environments: readonly string[],
  references: ScoreReferences = {},
): Strata {
  return byEnvironment(trials, environments).map((stratum) =>
    stratum.flatMap((trial) =>
      trial.finalReturn === null ? [] : score(trial, trial.finalReturn, references),
    ),
  );
}

/** Score curves of the trials that did not fail, a list for each of `environments`, in their order. */
export function scoreCurves(
  trials: readonly TrialRecord[],
  environments: readonly string[],
  references: ScoreReferences = {},
): Strata<ScoreCurve> {
  return byEnvironment(trials, environments).map((stratum) =>
    stratum
      .filter(({ status }) => status === "done")
      .map((trial) =>
        trial.curve.map(({ step, meanReturn }) => ({ step, score: score(trial, meanReturn, references) })),
      ),
  );
}

/** When each trial solved its environment; one that never did, failed ones too, is censored at its last step. */
export function stepsToSolve(trials: readonly TrialRecord[]): Observation[] {
  return trials.map(({ solvedAtStep, steps }) => ({
    time: solvedAtStep ?? steps,
    happened: solvedAtStep !== null,
  }));
}

/** Final scores of two agents by environment, of the seeds at which neither failed; environments without such a seed are left out. */
export function scorePairs(
  trials: readonly TrialRecord[],
  first: string,
  second: string,
  references: ScoreReferences = {},
): Strata<ScorePair> {
  const scoreOf = (trial: TrialRecord | undefined) =>
    trial === undefined || trial.finalReturn === null ? null : score(trial, trial.finalReturn, references);
  return byEnvironment(trials, distinct(trials, "environment"))
    .map((stratum) => {
      const rivals = stratum.filter(({ agent }) => agent === second);
      return stratum
        .filter(({ agent }) => agent === first)
        .flatMap((trial): ScorePair[] => {
          const ours = scoreOf(trial);
          const theirs = scoreOf(rivals.find(({ seed }) => seed === trial.seed));
          return ours === null || theirs === null ? [] : [[ours, theirs]];
        });
    })
    .filter(({ length }) => length > 0);
}

function byEnvironment(trials: readonly TrialRecord[], environments: readonly string[]): Strata<TrialRecord> {
  return environments.map((name) => trials.filter(({ environment }) => environment === name));
}

function score({ environment }: TrialRecord, value: number, references: ScoreReferences): number {
  const reference = references[environment];
  return reference === undefined ? value : normalizeScore(value, reference);
}
