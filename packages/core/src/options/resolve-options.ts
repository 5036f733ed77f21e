import { checkOption, checkRecord } from "./check-option.ts";
import { nearestOrAll } from "./nearest-name.ts";
import type { OptionTable } from "./option-field.ts";
import type { OptionValues } from "./option-values.ts";

/**
 * Every option of a table with its value, in the table's order: what is given, else the preset's, else the default. Throws RangeError
 * naming an option that `of`, as in "an agent", does not have, and as `checkOption`.
 */
export function resolveOptions<Table extends OptionTable>(
  of: string,
  table: Table,
  given: NoInfer<Partial<OptionValues<Table>>>,
  preset: NoInfer<Partial<OptionValues<Table>>> = {},
): OptionValues<Table> {
  checkRecord("options", given);
  const names = Object.keys(table);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`${unknown} is not an option of ${of}${nearestOrAll(unknown, names)}`);
  }
  const resolved: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(table)) {
    const value = [given[name], preset[name], field.default].find((candidate) => candidate !== undefined);
    if (value === undefined && field.optional) continue;
    checkOption(name, field, value);
    resolved[name] = field.kind === "list" ? Array.from(value as readonly number[]) : value;
    if (field.kind === "list" && field.length !== undefined) checkLength(name, resolved, field.length);
  }
  return resolved as OptionValues<Table>;
}

function checkLength(name: string, resolved: Readonly<Record<string, unknown>>, length: string): void {
  const found = (resolved[name] as readonly number[]).length;
  if (found === resolved[length]) return;
  throw new RangeError(`${name} has ${found} numbers; ${length} is ${resolved[length]}`);
}
