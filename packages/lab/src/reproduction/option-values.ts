import type { TrialRecord } from "@drumlin/run";
import type { OptionValue } from "drumlin";

/** The trials whose agents have these values of options. */
export function trialsWith(
  trials: readonly TrialRecord[],
  values: Readonly<Record<string, OptionValue>>,
): TrialRecord[] {
  return trials.filter(({ options }) =>
    Object.entries(values).every(([option, value]) => options[option] === value),
  );
}

/** The values of an option among the trials, in the order of their first appearance; trials without it have none. */
export function optionValues(trials: readonly TrialRecord[], option: string): OptionValue[] {
  return [...new Set(trials.flatMap(({ options }) => options[option] ?? []))];
}

/** What `make` gives for the trials of each value of an option, one value after another. */
export function byOption<Item>(
  trials: readonly TrialRecord[],
  option: string,
  make: (here: readonly TrialRecord[], value: OptionValue) => readonly Item[],
): Item[] {
  return optionValues(trials, option).flatMap((value) =>
    make(trialsWith(trials, { [option]: value }), value),
  );
}
