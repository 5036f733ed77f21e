import { longFlag, optionFlag, readNumber } from "@drumlin/run";
import { Option } from "commander";
import { type AgentOptionField, agentOptionFields } from "drumlin";

/** Known observation scales: the two options that have no default, one number an observation. */
const numberLists = {
  observationCenter: "known centre of each observation, instead of a learned one: 0,0,0,0",
  observationScale: "known scale of each observation, instead of a learned one: 2.4,3,0.2,3",
};

/** Command-line options for every option of the agent, from the agent's own table. */
export function agentOptions(): Option[] {
  return [...agentOptionFields.flatMap(fieldOptions), ...Object.entries(numberLists).map(listOption)];
}

/** The agent's options among those that commander read: the ones that the user gave. */
export function givenAgentOptions(read: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = [...agentOptionFields.map(({ name }) => name), ...Object.keys(numberLists)];
  return Object.fromEntries(
    names.filter((name) => read[name] !== undefined).map((name) => [name, read[name]]),
  );
}

function fieldOptions(field: AgentOptionField): Option[] {
  const long = longFlag(field.name);
  const name = optionFlag(field.name);
  const flags = name === long ? `--${long}` : `--${name}, --${long}`;
  const description = `${field.description} (${describeDefaults(field)})`;
  switch (field.kind) {
    case "boolean":
      return [
        new Option(flags, `${description}; --no-${long} turns it off`),
        new Option(`--no-${long}`).hideHelp(),
      ];
    case "choice":
      return [new Option(`${flags} <name>`, description).choices([...field.choices])];
    default:
      return [
        new Option(`${flags} <n>`, description).argParser((text) => readNumber(`--${name}`, text, field)),
      ];
  }
}

function listOption([name, description]: [string, string]): Option {
  const flag = `--${longFlag(name)}`;
  return new Option(`${flag} <n,n,…>`, description).argParser((text) =>
    text.split(",").map((part) => readNumber(flag, part, { kind: "number" })),
  );
}

function describeDefaults({ defaults }: AgentOptionField): string {
  const shown = (value: unknown) => (value === Number.MAX_VALUE ? "none" : String(value));
  const [usual, paper] = [shown(defaults.default), shown(defaults.paper)];
  return usual === paper ? `default: ${usual}` : `default: ${usual}, paper: ${paper}`;
}
