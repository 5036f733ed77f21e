import { UsageError } from "./usage-error.ts";

/** What a number on the command line must be. */
export interface NumberRule {
  readonly kind: "integer" | "number";
  readonly minimum?: number;
  readonly maximum?: number;
  /** The minimum itself is not allowed. */
  readonly above?: boolean;
}

/** Reads the value of a numeric option, or says what the option takes. */
export function readNumber(flag: string, text: string, rule: NumberRule): number {
  const { minimum = -Number.MAX_VALUE, maximum = Number.MAX_VALUE, above = false } = rule;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  const whole = rule.kind === "number" || Number.isSafeInteger(value);
  if (!whole || !(above ? value > minimum : value >= minimum) || !(value <= maximum))
    throw new UsageError(`${flag} must be ${describeRule(rule)}; got ${text === "" ? "nothing" : text}`);
  return value;
}

/** "a whole number of at least 1", "a number above 0 and at most 1". */
export function describeRule({ kind, minimum, maximum, above = false }: NumberRule): string {
  const noun = kind === "integer" ? "a whole number" : "a number";
  const lower = minimum === undefined ? "" : above ? `above ${minimum}` : `of at least ${minimum}`;
  const upper = maximum === undefined || maximum === Number.MAX_VALUE ? "" : `at most ${maximum}`;
  return [noun, lower, lower !== "" && upper !== "" ? "and" : "", upper]
    .filter((part) => part !== "")
    .join(" ");
}
