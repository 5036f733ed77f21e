import type { TrialRecord } from "../study/trial-record.ts";
import { quantile } from "./quantile.ts";

/** How many numbers the models of some trials have, and how many of them are not 0: medians over the trials, of which there must be one. */
export function modelSize(trials: readonly TrialRecord[]): { total: number; nonzero: number } {
  const median = (key: "total" | "nonzero") =>
    quantile(Float64Array.from(trials, ({ parameters }) => parameters[key]).sort(), 0.5);
  return { total: median("total"), nonzero: median("nonzero") };
}
