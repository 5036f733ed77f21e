import type { BooleanField, ChoiceField, ListField, OptionField } from "./option-field.ts";

/** What an option's value is. */
export type OptionValue<Field = OptionField> =
  Field extends ChoiceField<infer Name>
    ? Name
    : Field extends BooleanField
      ? boolean
      : Field extends ListField
        ? readonly number[]
        : number;

/** A value for every option of a table; an editor shows the JSDoc of the table's entries. */
export type OptionValues<Table> = { readonly [Name in keyof Table]: OptionValue<Table[Name]> };
