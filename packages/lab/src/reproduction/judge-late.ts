import { formatReturn, type TrialRecord } from "@drumlin/run";
import { doneGroups } from "../analysis/trial-groups.ts";
import { lateEstimate, type ReadPoint, thirds } from "./early-and-late.ts";
import type { Claim, Judgement } from "./experiment.ts";
import { type Bar, judgeBar } from "./judge-bar.ts";
import { differenceClaim } from "./judge-differences.ts";

/** Where the last third of a run should stand. */
export interface LateBar extends Bar {
  readonly agents: readonly string[];
  readonly read: ReadPoint;
}

/** The verdict on "late in a run it is above, or below, a bar", by the mean over seeds of each of the agents in every environment. */
export function judgeLate(trials: readonly TrialRecord[], { agents, read, ...bar }: LateBar): Judgement {
  const found = groupsOf(trials, agents).flatMap(({ name, trials: group }) =>
    lateEstimate(group, read).map((estimate) => ({ ...estimate, subject: name })),
  );
  return judgeBar(found, bar);
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
