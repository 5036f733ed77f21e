import { UsageError } from "@drumlin/run";
import { Option } from "commander";
import { longFlag, type OptionField, optionFlag, parseOption } from "drumlin";

const placeholders = { integer: " <n>", number: " <n>", list: " <n,n,…>", choice: " <name>", boolean: "" };

/** The command line's option for a field: refuses in one sentence, as wrong usage, what does not fit. */
export function fieldOption(name: string, field: OptionField): Option {
  const [short, long] = [`--${optionFlag(name, field)}`, `--${longFlag(name)}`];
  const flags = short === long ? long : `${short}, ${long}`;
  const option = new Option(flags + placeholders[field.kind], field.description).default(field.default);
  if (field.kind === "boolean") return option;
  if (field.kind === "choice") option.choices(field.choices);
  return option.argParser((text) => {
    try {
      return parseOption(short, field, text);
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
  });
}
