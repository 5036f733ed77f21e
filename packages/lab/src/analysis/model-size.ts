import type { TrialRecord } from "@drumlin/run";
import { median } from "./median.ts";

/** How many numbers the models of some trials have, and how many of them are not 0: medians over the trials, of which there must be one. */
export function modelSize(trials: readonly TrialRecord[]): { total: number; nonzero: number } {
  const medianOf = (key: "total" | "nonzero") => median(trials.map(({ parameters }) => parameters[key]));
  return { total: medianOf("total"), nonzero: medianOf("nonzero") };
}
