import { describeField, fits, type OptionFields } from "./option-field.ts";

/**
 * `defaults` overwritten by `given`. Throws RangeError naming the option that does not exist and those that do, or the one whose
 * value does not fit its field, the value and what would be right.
 */
export function resolveOptions<Options extends object>(
  defaults: Options,
  fields: OptionFields<Options>,
  given: Partial<Options>,
): Options {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(fields, name)) {
      throw new RangeError(`there is no option "${name}"; there are ${Object.keys(fields).join(", ")}`);
    }
    const field = fields[name as keyof Options & string];
    if (!fits(field, value)) {
      const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
      throw new RangeError(`${name} is ${shown}; it must be ${describeField(field)}`);
    }
  }
  return { ...defaults, ...given };
}
