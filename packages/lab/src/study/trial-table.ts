import { formatTable, type TrialRecord } from "@drumlin/run";
import type { Trial } from "./trial.ts";

const columns = [
  { header: "agent" },
  { header: "environment" },
  { header: "seed", align: "right" },
  { header: "state" },
] as const;

/** The trials of a study, a line each, with what has become of them. */
export function trialTable(trials: readonly Trial[], records: ReadonlyMap<string, TrialRecord>): string {
  return formatTable(
    columns,
    trials.map(({ agent, environment, seed, identity }) => [
      agent,
      environment,
      String(seed),
      records.get(identity)?.status ?? "missing",
    ]),
  );
}
