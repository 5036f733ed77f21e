import type { TrialRecord } from "@drumlin/run";
import type { ScorePair } from "../analysis/paired-comparison.ts";
import { doneGroups } from "../analysis/trial-groups.ts";
import { type Comparison, renamed } from "./judge-differences.ts";

/**
 * Two agents against each other over equal seeds, in each environment where the first has trials that did not fail. A seed at which
 * `measure` has no number of one of them is left out.
 */
export function agentPairs(
  trials: readonly TrialRecord[],
  [first, second]: readonly [string, string],
  measure: (trial: TrialRecord) => number | null,
): Comparison[] {
  const groups = doneGroups(trials);
  return groups
    .filter(({ agent }) => agent === first)
    .map(({ environment, trials: ours }) => {
      const theirs = groups.find((group) => group.agent === second && group.environment === environment);
      const rivals = new Map(theirs?.trials.map((trial) => [trial.seed, measure(trial)]));
      const pairs = ours.flatMap((trial): ScorePair[] => {
        const [our, their] = [measure(trial), rivals.get(trial.seed) ?? null];
        return our === null || their === null ? [] : [[our, their]];
      });
      return { subject: environment, pairs };
    });
}

/** The same, of several agents against others: each comparison names both. */
export function namedAgentPairs(
  trials: readonly TrialRecord[],
  agents: readonly (readonly [string, string])[],
  measure: (trial: TrialRecord) => number | null,
): Comparison[] {
  return agents.flatMap((pair) =>
    renamed(agentPairs(trials, pair, measure), (environment) => `${environment}, ${pair.join(" against ")}`),
  );
}
