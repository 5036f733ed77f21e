import { formatReturn, type TrialRecord } from "@drumlin/run";
import { doneGroups } from "../analysis/trial-groups.ts";
import { jointVerdict, judgeEstimate } from "./compare-agents.ts";
import { lateEstimate, type ReadPoint, thirds } from "./early-and-late.ts";
import type { Claim, Judgement } from "./experiment.ts";
import { differenceClaim } from "./judge-differences.ts";
import { writtenInterval } from "./written-estimate.ts";

/** Where the last third of a run should stand. */
export interface LateBar {
  readonly agents: readonly string[];
  readonly read: ReadPoint;
  readonly side: "above" | "below";
  readonly bar: number;
  readonly format: (value: number) => string;
  /** What stands behind the figures: `of the states`. */
  readonly unit: string;
}

/**
 * The verdict on "late in a run it is above, or below, a bar": confirmed when the interval of the late mean lies on that side for each of
 * the agents in every environment, differs when one lies on the other side, and open with fewer than five seeds.
 */
export function judgeLate(
  trials: readonly TrialRecord[],
  { agents, read, side, bar, format, unit }: LateBar,
): Judgement {
  const found = groupsOf(trials, agents).flatMap(({ name, trials: group }) =>
    lateEstimate(group, read).map((estimate) => ({ ...estimate, name })),
  );
  const written = found.map(
    ({ name, seeds, ...estimate }) =>
      `${name}: ${format(estimate.value)} (${writtenInterval(estimate, format)}, ${seeds} seeds) ${unit}`,
  );
  const other = side === "above" ? "below" : "above";
  const verdicts = found.map(({ low, high, seeds }) =>
    side === "above"
      ? judgeEstimate({ low, high }, bar, seeds)
      : judgeEstimate({ low: -high, high: -low }, -bar, seeds),
  );
  const figure = written.join("; ") || "–";
  const verdict = jointVerdict(verdicts);
  return {
    figure,
    verdict,
    decisive: written[verdicts.indexOf(verdict)] ?? figure,
    because: `Confirmed when the interval lies ${side} ${format(bar)} in every task, differs when it lies ${other} in one.`,
  };
}

/** The claim that a measure that is a logarithm is lower in the last third of a run than in the first, judged by `judgeDifferences`. */
export function fallClaim(
  statement: string,
  source: string,
  trials: readonly TrialRecord[],
  { agents, read }: Pick<LateBar, "agents" | "read">,
): Claim {
  const comparisons = groupsOf(trials, agents).map(({ name, trials: group }) => ({
    subject: name,
    pairs: group.flatMap((trial) => thirds(trial, read)),
  }));
  return differenceClaim(`${statement} (early minus late, powers of ten)`, source, comparisons, formatReturn);
}

/** The trials of the agents by environment, named by the agent, too, where there are several. */
function groupsOf(trials: readonly TrialRecord[], agents: readonly string[]) {
  return doneGroups(trials)
    .filter(({ agent }) => agents.includes(agent))
    .map(({ agent, environment, trials: group }) => ({
      name: agents.length === 1 ? environment : `${environment}, ${agent}`,
      trials: group,
    }));
}
