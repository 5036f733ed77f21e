import { formatCount, formatReturn, type TrialRecord } from "@drumlin/run";
import { mean } from "../analysis/mean.ts";
import { medianTime } from "../analysis/median-time.ts";
import { modelSize } from "../analysis/model-size.ts";
import { byEnvironment, solvedReturn, type TrialGroup, trialGroups } from "../analysis/trial-groups.ts";
import { stepsToSolve } from "../analysis/trial-strata.ts";
import type { FindingsTable } from "./experiment.ts";
import { finalEstimate, hold } from "./trial-measures.ts";
import { writtenInterval } from "./written-estimate.ts";

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

/** A table for each environment, named by it. */
export function summaryTables(trials: readonly TrialRecord[]): FindingsTable[] {
  return byEnvironment(trials, (here, environment) => [summaryTable(environment, here)]);
}

function summaryRow({ agent, environment, trials }: TrialGroup): (string | number)[] {
  const done = trials.filter(({ status }) => status === "done");
  const failed = trials.length - done.length;
  const seeds = failed === 0 ? trials.length : `${trials.length} (${failed} failed)`;
  const solved = trials.filter(({ solvedAtStep }) => solvedAtStep !== null).length;
  if (done.length === 0) return [environment, agent, seeds, solved, "–", "–", "–", "–", "–"];
  const { value: solvedAt } = medianTime(stepsToSolve(trials));
  const final = finalEstimate(done);
  const { nonzero, total } = modelSize(done);
  return [
    environment,
    agent,
    seeds,
    solved,
    solvedAt === null ? "–" : formatCount(solvedAt),
    solvedReturn(environment) === null ? "–" : mean(done.map(hold)).toFixed(2),
    formatReturn(final.value),
    writtenInterval(final),
    nonzero === total ? formatCount(total) : `${formatCount(nonzero)} of ${formatCount(total)}`,
  ];
}
