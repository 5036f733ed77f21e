import { formatTable } from "@drumlin/run";
import type { EndedTrials } from "./ended-trials.ts";
import type { Trial } from "./trial.ts";

const columns = [
  { header: "agent" },
  { header: "environment" },
  { header: "seed", align: "right" },
  { header: "state" },
] as const;

/** Trials, a line each, with what has become of them. */
export function trialTable(trials: readonly Trial[], ended: EndedTrials): string {
  return formatTable(
    columns,
    trials.map(({ agent, environment, seed, identity }) => [
      agent,
      environment,
      String(seed),
      ended.get(identity) ?? "missing",
    ]),
  );
}
