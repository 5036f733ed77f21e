import type { TrialRecord } from "@drumlin/run";
import { byEnvironment } from "../analysis/trial-groups.ts";
import { type AgentComparison, compareAgents, judgeEstimate, tolerance } from "./compare-agents.ts";
import type { Claim } from "./experiment.ts";
import { writtenEstimate } from "./written-estimate.ts";

/** Two agents in one environment. */
export interface AgentDuel {
  readonly environment: string;
  readonly ours: string;
  readonly theirs: string;
  readonly comparison: AgentComparison;
}

/** The trials of these agents, in the order of the names, which is that of legends. */
export function trialsOf(trials: readonly TrialRecord[], agents: readonly string[]): TrialRecord[] {
  return agents.flatMap((name) => trials.filter(({ agent }) => agent === name));
}

/** Each of `ours` against each of `theirs` in each environment where both have trials that did not fail. */
export function agentDuels(
  trials: readonly TrialRecord[],
  ours: readonly string[],
  theirs: readonly string[],
): AgentDuel[] {
  return byEnvironment(trials, (here, environment) =>
    theirs.flatMap((their) =>
      ours.flatMap((our): AgentDuel[] => {
        const comparison = compareAgents(trialsOf(here, [our]), trialsOf(here, [their]));
        return comparison === null ? [] : [{ environment, ours: our, theirs: their, comparison }];
      }),
    ),
  );
}

/** That the first agent ends as high as the second, called `theirs`, or higher. */
export function matchClaim(
  { environment, ours, theirs, comparison }: AgentDuel,
  source: string,
  theirName = theirs,
): Claim {
  const { difference, seeds } = comparison;
  return {
    statement: `${ours} matches or exceeds ${theirName} on ${environment}`,
    source,
    figure: `difference of final returns ${writtenEstimate(difference)}, ${seeds} seeds or more`,
    verdict: judgeEstimate(difference, -tolerance, seeds),
    because: `Confirmed when the whole interval is above −${tolerance}, differs when it is below.`,
  };
}
