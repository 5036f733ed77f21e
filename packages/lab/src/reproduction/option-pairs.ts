import type { TrialRecord } from "@drumlin/run";
import type { OptionValue } from "drumlin";
import type { ScorePair } from "../analysis/paired-comparison.ts";
import { distinct } from "../analysis/trial-strata.ts";
import type { Comparison } from "./judge-differences.ts";
import { trialsWith } from "./option-values.ts";

/**
 * Two values of an option against each other, everything else equal: environment, seed and all other options. A seed gives one pair,
 * the means over whatever else varies, because the seed is what an interval resamples. Failed trials and their
 * counterparts are left out, and so are environments without a pair; the others are the comparisons' subjects.
 */
export function optionPairs(
  trials: readonly TrialRecord[],
  option: string,
  [first, second]: readonly [OptionValue, OptionValue],
  measure: (trial: TrialRecord) => number,
): Comparison[] {
  const done = trials.filter(({ status }) => status === "done");
  return distinct(done, "environment")
    .map((environment) => {
      const here = done.filter((trial) => trial.environment === environment);
      const rivals = new Map(
        trialsWith(here, { [option]: second }).map((trial) => [otherOptions(trial, option), trial]),
      );
      const bySeed = new Map<number, ScorePair[]>();
      for (const trial of trialsWith(here, { [option]: first })) {
        const rival = rivals.get(otherOptions(trial, option));
        if (rival === undefined) continue;
        const found = bySeed.get(trial.seed) ?? [];
        bySeed.set(trial.seed, [...found, [measure(trial), measure(rival)]]);
      }
      return { subject: environment, pairs: [...bySeed.values()].map(meanPair) };
    })
    .filter(({ pairs }) => pairs.length > 0);
}

/** Seed and options but one, as text that is equal for equal ones. */
function otherOptions({ seed, options }: TrialRecord, option: string): string {
  const others = Object.entries(options).filter(([name]) => name !== option);
  return JSON.stringify([seed, others.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

function meanPair(pairs: readonly ScorePair[]): ScorePair {
  return [
    pairs.reduce((sum, [first]) => sum + first, 0) / pairs.length,
    pairs.reduce((sum, [, second]) => sum + second, 0) / pairs.length,
  ];
}
