import { describeField, fits, type OptionField } from "@drumlin/baselines";
import type { OptionRule } from "./agent-kind.ts";

/** What a study may set an option to, from the field that its kind of agent describes it by; `shortName` as on the command line. */
export function optionRule(name: string, field: OptionField, shortName?: string): OptionRule {
  return {
    name,
    ...(shortName === undefined ? {} : { shortName }),
    expected: describeField(field),
    ...(field.kind === "choice" ? { choices: field.choices } : {}),
    accepts: (value) => fits(field, value),
  };
}
