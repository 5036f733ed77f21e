import type { OptionValue } from "@drumlin/run";
import type { HeatMapRow } from "../figures/heat-map.ts";
import type { TrialRecord } from "../study/trial-record.ts";
import { trialsWith } from "./option-pairs.ts";

/** A heat map's cells over two options of the agents, each value the done trials' of that place; null where there is none. */
export function heatMapRows(
  trials: readonly TrialRecord[],
  { x, y }: { readonly x: string; readonly y: string },
  summary: (trials: readonly TrialRecord[]) => number | null,
): HeatMapRow[] {
  return optionValues(trials, y).flatMap((row) =>
    optionValues(trials, x).map((column) => {
      const here = trialsWith(trials, { [x]: column, [y]: row }).filter(({ status }) => status === "done");
      return { x: String(column), y: String(row), value: here.length === 0 ? null : summary(here) };
    }),
  );
}

/** The values of an option among the trials, in the order of their first appearance; trials without it have none. */
export function optionValues(trials: readonly TrialRecord[], option: string): OptionValue[] {
  return [...new Set(trials.flatMap(({ options }) => options[option] ?? []))];
}
