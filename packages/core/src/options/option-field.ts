/** The greatest maximum: no limit. */
const ANY = Number.MAX_VALUE;

interface Described<Value> {
  /** What it is, in one sentence: for people who see no source, whose editors show the JSDoc of its entry. */
  readonly description?: string | undefined;
  readonly default?: Value | undefined;
  /** A shorter name, for command lines and studies. */
  readonly alias?: string;
  /** May be left out, and has no value then. */
  readonly optional?: boolean;
  /** May change while an agent learns. */
  readonly adjustable?: boolean;
}

/** An option that is a finite number in [minimum, maximum], a whole one if an integer. */
export interface NumberField extends Described<number> {
  readonly kind: "integer" | "number";
  readonly minimum: number;
  readonly maximum: number;
  /** The minimum itself is not allowed. */
  readonly above?: boolean;
  /** The maximum itself is not allowed. */
  readonly below?: boolean;
}

/** An option that is a list of numbers. */
export interface ListField extends Described<readonly number[]> {
  readonly kind: "list";
  readonly entry: NumberField;
  /** The option before this one in the table that says how many they are. */
  readonly length?: string;
}

/** An option that is one of some names. */
export interface ChoiceField<Name extends string = string> extends Described<Name> {
  readonly kind: "choice";
  readonly choices: readonly Name[];
}

/** An option that is on or off. */
export interface BooleanField extends Described<boolean> {
  readonly kind: "boolean";
}

/** What an option is, what it may be, and its value when nothing is said. */
export type OptionField = NumberField | ListField | ChoiceField | BooleanField;

/** Options by their names. */
export type OptionTable = Readonly<Record<string, OptionField>>;

/** A whole number in [minimum, maximum]. */
export function integer(minimum: number, maximum: number, usual?: number, description?: string): NumberField {
  return { kind: "integer", minimum, maximum, default: usual, description };
}

/** A finite number in [minimum, maximum]. */
export function number(minimum: number, maximum: number, usual?: number, description?: string): NumberField {
  return { kind: "number", minimum, maximum, default: usual, description };
}

/** A whole number of at least 1. */
export function count(usual?: number, description?: string): NumberField {
  return integer(1, ANY, usual, description);
}

/** A whole number of at least 0. */
export function wholeNumber(usual?: number, description?: string): NumberField {
  return integer(0, ANY, usual, description);
}

/** A number in [0, 1]. */
export function share(usual?: number, description?: string): NumberField {
  return number(0, 1, usual, description);
}

/** A number in (0, 1]. */
export function rate(usual?: number, description?: string): NumberField {
  return { ...share(usual, description), above: true };
}

/** A number in [0, maximum]. */
export function nonNegative(usual?: number, description?: string, maximum = ANY): NumberField {
  return number(0, maximum, usual, description);
}

/** A number in (0, maximum]. */
export function positive(usual?: number, description?: string, maximum = ANY): NumberField {
  return { ...nonNegative(usual, description, maximum), above: true };
}

/** Any finite number. */
export function any(usual?: number, description?: string): NumberField {
  return number(-ANY, ANY, usual, description);
}

/** Numbers, each as `entry`. */
export function list(entry: NumberField, usual?: readonly number[], description?: string): ListField {
  return { kind: "list", entry, default: usual, description };
}

/** One of some names. */
export function choice<const Name extends string>(
  choices: readonly Name[],
  usual?: NoInfer<Name>,
  description?: string,
): ChoiceField<Name> {
  return { kind: "choice", choices, default: usual, description };
}

/** On or off. */
export function boolean(usual?: boolean, description?: string): BooleanField {
  return { kind: "boolean", default: usual, description };
}

/** May change while an agent learns. */
export function adjustable<Field extends OptionField>(field: Field): Field & { readonly adjustable: true } {
  return { ...field, adjustable: true };
}
