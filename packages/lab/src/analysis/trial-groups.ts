import type { TrialRecord } from "@drumlin/run";
import { registeredEnvironments } from "drumlin";
import { distinct } from "./trial-strata.ts";

/** Trials of one study or several, failed ones included. */
export type Trials = readonly TrialRecord[];

/** The trials of one agent in one environment. */
export interface TrialGroup {
  readonly agent: string;
  readonly environment: string;
  readonly trials: readonly TrialRecord[];
}

/** The trials by environment and agent, both in the order of their first appearance. */
export function trialGroups(trials: readonly TrialRecord[]): TrialGroup[] {
  return byEnvironment(trials, (here, environment) =>
    distinct(here, "agent").map((agent) => ({
      agent,
      environment,
      trials: here.filter((trial) => trial.agent === agent),
    })),
  );
}

/** The groups without their failed trials; a group all of whose trials failed is left out. */
export function doneGroups(trials: readonly TrialRecord[]): TrialGroup[] {
  return trialGroups(trials.filter(({ status }) => status === "done"));
}

/** The return at which an environment counts as solved; null where Gymnasium names none. */
export function solvedReturn(environment: string): number | null {
  return registeredEnvironments().find(({ id }) => id === environment)?.solvedReturn ?? null;
}

/** What `make` gives for the trials of each environment, one environment after another. */
export function byEnvironment<Item>(
  trials: readonly TrialRecord[],
  make: (here: readonly TrialRecord[], environment: string) => readonly Item[],
): Item[] {
  return distinct(trials, "environment").flatMap((environment) =>
    make(
      trials.filter((trial) => trial.environment === environment),
      environment,
    ),
  );
}

/** The trials under other names of their agents: what shares a name shares a line, a row, an interval. */
export function relabelled(
  trials: readonly TrialRecord[],
  label: (trial: TrialRecord) => string,
): TrialRecord[] {
  return trials.map((trial) => ({ ...trial, agent: label(trial) }));
}
