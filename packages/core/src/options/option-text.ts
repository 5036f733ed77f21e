import { checkOption } from "./check-option.ts";
import type { OptionField } from "./option-field.ts";
import type { OptionValue } from "./option-values.ts";

const truths: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["true", true],
  ["no", false],
  ["false", false],
]);

/** The value that people wrote for an option: `0.5`, `1,2,3`, `yes`. Throws as `checkOption`. */
export function parseOption(name: string, field: OptionField, text: string): OptionValue {
  const value = read(field, text);
  checkOption(name, field, value);
  return value as OptionValue;
}

/** A value as people read it; "none" for a limit that is none. */
export function optionText(value: unknown): string {
  if (value === Number.MAX_VALUE) return "none";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** What is no value of the field's kind stays text, for the complaint to show. */
function read({ kind }: OptionField, text: string): unknown {
  if (kind === "choice") return text;
  if (kind === "boolean") return truths.get(text) ?? text;
  return kind === "list" ? text.split(",").map(numberOf) : numberOf(text);
}

function numberOf(text: string): number | string {
  const value = Number(text);
  return text.trim() === "" || Number.isNaN(value) ? text : value;
}
