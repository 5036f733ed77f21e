import { didYouMean } from "./nearest-name.ts";
import type { NumberField, OptionField } from "./option-field.ts";

/** Throws RangeError where the value is not of the field's kind, or not in its range, as `optionComplaint`. */
export function checkOption(name: string, field: OptionField, value: unknown): void {
  const complaint = optionComplaint(name, field, value);
  if (complaint !== undefined) throw new RangeError(complaint);
}

/** `name is VALUE; it must be …`, naming the entry of a list that is wrong; undefined where the value fits. */
export function optionComplaint(name: string, field: OptionField, value: unknown): string | undefined {
  if (fits(field, value)) return undefined;
  if (field.kind === "list" && isList(value)) {
    const at = Array.from(value).findIndex((entry) => !fits(field.entry, entry));
    return optionComplaint(`${name}[${at}]`, field.entry, value[at]);
  }
  const hint = field.kind === "choice" ? didYouMean(String(value), field.choices) : "";
  return `${name} is ${shown(value)}; it must be ${describeField(field)}${hint}`;
}

/** Whether a value is of the field's kind and in its range. */
export function fits(field: OptionField, value: unknown): boolean {
  switch (field.kind) {
    case "boolean":
      return typeof value === "boolean";
    case "choice":
      return field.choices.includes(value as string);
    case "list":
      return isList(value) && Array.from(value).every((entry) => fits(field.entry, entry));
    case "integer":
      return Number.isSafeInteger(value) && isInRange(field, value as number);
    case "number":
      return Number.isFinite(value) && isInRange(field, value as number);
  }
}

function isInRange({ minimum, maximum, above, below }: NumberField, value: number): boolean {
  return (above ? value > minimum : value >= minimum) && (below ? value < maximum : value <= maximum);
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

/** What an option must be, as in "a whole number of at least 1 and at most 16". */
export function describeField(field: OptionField): string {
  if (field.kind === "boolean") return "true or false";
  if (field.kind === "choice") return `one of ${field.choices.join(", ")}`;
  if (field.kind === "list") return `a list, each entry ${describeField(field.entry)}`;
  const { kind, minimum, maximum, above, below } = field;
  const noun = kind === "integer" ? "a whole number" : "a number";
  const lower = minimum > -Number.MAX_VALUE ? [`${above ? "above" : "of at least"} ${minimum}`] : [];
  const upper = maximum < Number.MAX_VALUE ? [`${below ? "below" : "at most"} ${maximum}`] : [];
  return `${noun} ${[...lower, ...upper].join(" and ")}`.trimEnd();
}

/** Throws RangeError unless a value that is to hold options, or other values by name, is an object. */
export function checkRecord(name: string, value: unknown): void {
  const isRecord = typeof value === "object" && value !== null && !isList(value);
  if (!isRecord) throw new RangeError(`${name} is ${shown(value)}; it must be an object`);
}

/** A value as complaints show it: as JSON, cut where it is long. */
export function shown(value: unknown): string {
  const text = written(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function written(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value !== "string" && typeof value !== "object") return String(value);
  try {
    return JSON.stringify(value) ?? "an object";
  } catch {
    return "an object";
  }
}
