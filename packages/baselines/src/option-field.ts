/** What an option may be. */
export type OptionField =
  | {
      /** One number, or a list of them. */
      readonly kind: "integer" | "number" | "integers" | "numbers";
      readonly minimum?: number;
      readonly maximum?: number;
      /** The minimum itself is not allowed. */
      readonly above?: boolean;
      /** The maximum itself is not allowed. */
      readonly below?: boolean;
    }
  | { readonly kind: "boolean" }
  | { readonly kind: "choice"; readonly choices: readonly string[] };

/** What each option of a kind may be. */
export type OptionFields<Options> = Readonly<Record<keyof Options & string, OptionField>>;

export const count: OptionField = { kind: "integer", minimum: 1 };
export const share: OptionField = { kind: "number", minimum: 0, maximum: 1 };
export const positive: OptionField = { kind: "number", minimum: 0, above: true };
export const nonNegative: OptionField = { kind: "number", minimum: 0 };
export const flag: OptionField = { kind: "boolean" };

/** Whether a value is of the field's kind and in its range. */
export function fits(field: OptionField, value: unknown): boolean {
  if (field.kind === "boolean") return typeof value === "boolean";
  if (field.kind === "choice") return field.choices.includes(value as string);
  const {
    kind,
    minimum = -Number.MAX_VALUE,
    maximum = Number.MAX_VALUE,
    above = false,
    below = false,
  } = field;
  const whole = kind === "integer" || kind === "integers";
  const isInRange = (entry: number) =>
    (whole ? Number.isSafeInteger(entry) : Number.isFinite(entry)) &&
    (above ? entry > minimum : entry >= minimum) &&
    (below ? entry < maximum : entry <= maximum);
  return kind === "integers" || kind === "numbers"
    ? Array.isArray(value) && value.every(isInRange)
    : isInRange(value as number);
}

/** As in "a whole number of at least 1". */
export function describeField(field: OptionField): string {
  if (field.kind === "boolean") return "true or false";
  if (field.kind === "choice") return `one of ${field.choices.join(", ")}`;
  const { minimum, maximum = Number.MAX_VALUE, above, below } = field;
  const lower = minimum === undefined ? [] : [above ? `above ${minimum}` : `of at least ${minimum}`];
  const upper = maximum === Number.MAX_VALUE ? [] : [`${below ? "below" : "at most"} ${maximum}`];
  const range = [...lower, ...upper].join(" and ");
  return `${nouns[field.kind]} ${range}`.trim();
}

const nouns = {
  integer: "a whole number",
  number: "a number",
  integers: "a list of whole numbers",
  numbers: "a list of numbers",
};
