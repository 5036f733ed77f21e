import { registeredEnvironments } from "drumlin";
import { distinct } from "../analysis/trial-strata.ts";
import type { TrialRecord } from "../study/trial-record.ts";

/** The trials of one agent in one environment. */
export interface TrialGroup {
  readonly agent: string;
  readonly environment: string;
  readonly trials: readonly TrialRecord[];
}

/** The trials by environment and agent, both in the order of their first appearance. */
export function trialGroups(trials: readonly TrialRecord[]): TrialGroup[] {
  return distinct(trials, "environment").flatMap((environment) => {
    const here = trials.filter((trial) => trial.environment === environment);
    return distinct(here, "agent").map((agent) => ({
      agent,
      environment,
      trials: here.filter((trial) => trial.agent === agent),
    }));
  });
}

/** The groups without their failed trials; a group all of whose trials failed is left out. */
export function doneGroups(trials: readonly TrialRecord[]): TrialGroup[] {
  return trialGroups(trials.filter(({ status }) => status === "done"));
}

/** The return at which an environment counts as solved; null where Gymnasium names none. */
export function solvedReturn(environment: string): number | null {
  return registeredEnvironments().find(({ id }) => id === environment)?.solvedReturn ?? null;
}

/** Share of a trial's evaluations in the second half of training that reach `threshold`; 0 of none. */
export function holdShare({ curve, steps }: TrialRecord, threshold: number): number {
  const late = curve.filter(({ step }) => step > steps / 2);
  return late.filter(({ meanReturn }) => meanReturn >= threshold).length / Math.max(late.length, 1);
}
