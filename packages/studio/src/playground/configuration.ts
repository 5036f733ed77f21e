import { optionFlag, readNumber } from "@drumlin/run";
import {
  type AgentOptionField,
  type AgentOptions,
  agentOptionFields,
  presetNames,
  registeredEnvironments,
  resolveAgentOptions,
} from "drumlin";
import type { PlaygroundConfiguration } from "./messages.ts";

/**
 * A configuration as people write it, in fields and links: texts by the command line's flags, of what is not left to its
 * default. `env` is the environment; what is on or off is `yes` or `no`.
 */
export type Words = Readonly<Record<string, string>>;

/** What words say, and in one sentence each by its flag, what is wrong with them. What is wrong is left to its default. */
export interface Reading {
  readonly configuration: PlaygroundConfiguration;
  readonly problems: Readonly<Record<string, string>>;
}

/** What is trained when nothing is said. */
export const usualConfiguration: PlaygroundConfiguration = {
  environment: "CartPole-v1",
  seed: 0,
  steps: 60_000,
  untilSolved: true,
  preset: "default",
  agent: {},
};

const seedRule = { kind: "integer", minimum: 0, maximum: 2 ** 32 - 1 } as const;
const stepsRule = { kind: "integer", minimum: 1, maximum: 1e9 } as const;

/** As many hills as a page can show; a terminal trains more. */
const mostHills = 2000;

/** The agent's options by their flags. */
export const fieldsByFlag: ReadonlyMap<string, AgentOptionField> = new Map(
  agentOptionFields.map((field) => [
    optionFlag(field.name),
    field.name === "componentCount" ? { ...field, maximum: mostHills } : field,
  ]),
);

/** Reads words. */
export function readWords(words: Words): Reading {
  const problems: Record<string, string> = {};
  const read = <Value>(flag: string, usual: Value, reader: (text: string) => Value): Value => {
    const text = words[flag];
    if (text === undefined) return usual;
    try {
      return reader(text);
    } catch (error) {
      problems[flag] = (error as Error).message;
      return usual;
    }
  };
  const { environment, seed, steps, untilSolved, preset } = usualConfiguration;
  const ids = registeredEnvironments().map(({ id }) => id);
  const agent: Record<string, unknown> = {};
  for (const [flag, field] of fieldsByFlag) {
    const value = read(flag, undefined, (text) => readOption(flag, text, field));
    if (value !== undefined) agent[field.name] = value;
  }
  for (const flag of Object.keys(words).filter((name) => !isFlag(name)))
    problems[flag] = `${flag} is not an option here`;
  const configuration = {
    environment: read("env", environment, (text) => readChoice("env", text, ids)),
    seed: read("seed", seed, (text) => readNumber("seed", text, seedRule)),
    steps: read("steps", steps, (text) => readNumber("steps", text, stepsRule)),
    untilSolved: read("until-solved", untilSolved, (text) => readSwitch("until-solved", text)),
    preset: read("preset", preset, (text) => readChoice("preset", text, presetNames)),
    agent: agent as Partial<AgentOptions>,
  };
  return agreed(configuration, problems);
}

/** The words of a configuration: those that are not what they would be anyway, in the order of the form. */
export function wordsOf(configuration: PlaygroundConfiguration): Words {
  const { environment, seed, steps, untilSolved, preset, agent } = configuration;
  const all: [flag: string, value: unknown, usual: unknown][] = [
    ["env", environment, usualConfiguration.environment],
    ["seed", seed, usualConfiguration.seed],
    ["steps", steps, usualConfiguration.steps],
    ["until-solved", untilSolved, usualConfiguration.untilSolved],
    ["preset", preset, usualConfiguration.preset],
  ];
  for (const [flag, { name, defaults }] of fieldsByFlag)
    all.push([flag, agent[name as keyof AgentOptions] ?? defaults[preset], defaults[preset]]);
  return Object.fromEntries(
    all.filter(([, value, usual]) => value !== usual).map(([flag, value]) => [flag, textOf(value)]),
  );
}

/** What a field holds when nothing was written into it; nothing where that is no limit. */
export function usualText(flag: string, { preset }: PlaygroundConfiguration): string {
  const { environment, ...others } = usualConfiguration;
  const usual: Readonly<Record<string, unknown>> = {
    env: environment,
    "until-solved": others.untilSolved,
    ...others,
  };
  const value = fieldsByFlag.get(flag)?.defaults[preset] ?? usual[flag];
  return value === Number.MAX_VALUE ? "" : textOf(value);
}

function textOf(value: unknown): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

function isFlag(name: string): boolean {
  return ["env", "seed", "steps", "until-solved", "preset"].includes(name) || fieldsByFlag.has(name);
}

function readOption(flag: string, text: string, field: AgentOptionField): unknown {
  if (field.kind === "choice") return readChoice(flag, text, field.choices);
  return field.kind === "boolean" ? readSwitch(flag, text) : readNumber(flag, text, field);
}

function readChoice<Name extends string>(flag: string, text: string, names: readonly Name[]): Name {
  const chosen = names.find((name) => name === text);
  if (chosen === undefined)
    throw new RangeError(`${flag} must be one of ${names.join(", ")}; got ${text || "nothing"}`);
  return chosen;
}

function readSwitch(flag: string, text: string): boolean {
  return readChoice(flag, text, ["yes", "no"]) === "yes";
}

/** Options that are fine alone may still not agree: the agent itself says so. */
function agreed(configuration: PlaygroundConfiguration, problems: Record<string, string>): Reading {
  const { preset, agent } = configuration;
  try {
    resolveAgentOptions({ observationSize: 1, actionCount: 2, preset, ...agent });
    return { configuration, problems };
  } catch (error) {
    const { message } = error as Error;
    const [name = ""] = message.split(" ");
    const flag = optionFlag(name);
    const { [name as keyof AgentOptions]: _, ...rest } = agent;
    if (Object.keys(rest).length === Object.keys(agent).length) {
      // The option at fault has its usual value: it is another one that does not go with it.
      return { configuration: { ...configuration, agent: {} }, problems: { ...problems, [flag]: message } };
    }
    return agreed({ ...configuration, agent: rest }, { ...problems, [flag]: message.replace(name, flag) });
  }
}
