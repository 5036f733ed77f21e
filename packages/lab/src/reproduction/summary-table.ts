import { formatCount, formatReturn } from "@drumlin/run";
import { mean } from "../analysis/mean.ts";
import { medianTime } from "../analysis/median-time.ts";
import { modelSize } from "../analysis/model-size.ts";
import { stepsToSolve } from "../analysis/trial-strata.ts";
import { finalReturn } from "../study/final-return.ts";
import type { TrialRecord } from "../study/trial-record.ts";
import type { FindingsTable } from "./experiment.ts";
import { holdShare, solvedReturn, type TrialGroup, trialGroups } from "./trial-groups.ts";

/**
 * A line for each agent in each environment: how many seeds solved it, the median step (Kaplan and Meier's, unsolved seeds censored),
 * the share of evaluations in the second half that held the threshold, the interquartile mean of the final returns with its 95 %
 * interval, and the nonzero and all parameters.
 */
export function summaryTable(caption: string, trials: readonly TrialRecord[]): FindingsTable {
  return {
    caption,
    columns: [
      "environment",
      "agent",
      "seeds",
      "solved",
      "median solved at",
      "hold",
      "final return",
      "95 % interval",
      "parameters",
    ],
    rows: trialGroups(trials).map(summaryRow),
  };
}

function summaryRow({ agent, environment, trials }: TrialGroup): (string | number)[] {
  const done = trials.filter(({ status }) => status === "done");
  const failed = trials.length - done.length;
  const seeds = failed === 0 ? trials.length : `${trials.length} (${failed} failed)`;
  const solved = trials.filter(({ solvedAtStep }) => solvedAtStep !== null).length;
  const final = finalReturn(done.map((trial) => trial.finalReturn!));
  if (final === null) return [environment, agent, seeds, solved, "–", "–", "–", "–", "–"];
  const { value } = medianTime(stepsToSolve(trials));
  const threshold = solvedReturn(environment);
  const { nonzero, total } = modelSize(done);
  return [
    environment,
    agent,
    seeds,
    solved,
    value === null ? "–" : formatCount(value),
    threshold === null ? "–" : mean(done.map((trial) => holdShare(trial, threshold))).toFixed(2),
    formatReturn(final.interquartileMean),
    `${formatReturn(final.low)} … ${formatReturn(final.high)}`,
    nonzero === total ? formatCount(total) : `${formatCount(nonzero)} of ${formatCount(total)}`,
  ];
}
