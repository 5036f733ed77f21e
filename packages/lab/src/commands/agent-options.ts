import { Option } from "commander";
import {
  agentOptions,
  agentSettings,
  longFlag,
  type OptionField,
  optionText,
  presetNames,
  presetValues,
} from "drumlin";
import { fieldOption } from "./field-option.ts";

/** What the user may say of the agent, beside its seed and its preset. */
const { observationSize, actionCount, seed, preset, ...fields } = agentOptions;

/** Command-line options for every option of the agent, from the agent's own table. */
export function agentFlags(): Option[] {
  return Object.entries<OptionField>(fields).flatMap(([name, field]) => {
    const description = field.description + defaults(name);
    if (field.kind !== "boolean") return [fieldOption(name, { ...field, default: undefined, description })];
    const off = `--no-${longFlag(name)}`;
    return [
      fieldOption(name, { ...field, default: undefined, description: `${description}; ${off} turns it off` }),
      new Option(off).hideHelp(),
    ];
  });
}

/** The agent's options among those that commander read: the ones that the user gave. */
export function givenAgentOptions(read: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(fields)
      .filter((name) => read[name] !== undefined)
      .map((name) => [name, read[name]]),
  );
}

/** " (default: 100, paper: 50)"; empty where an option has none. */
function defaults(name: string): string {
  if (!(name in agentSettings)) return "";
  const [usual, paper] = presetNames.map((preset) =>
    optionText(presetValues(preset)[name as keyof typeof agentSettings]),
  );
  return usual === paper ? ` (default: ${usual})` : ` (default: ${usual}, paper: ${paper})`;
}
