import { learnableEnvironment } from "@drumlin/run";
import {
  type AgentOptions,
  agentOptions,
  agentSettings,
  agentSizes,
  didYouMean,
  type OptionField,
  type OptionValues,
  option,
  optionFlag,
  parseOption,
  presetValues,
  registeredEnvironments,
  resolveAgentOptions,
  resolveOptions,
} from "drumlin";

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

/** As many hills as a page can show; a terminal trains more. */
const mostHills = 2000;

const runOptions = {
  environment: {
    ...option.choice(
      registeredEnvironments().map(({ id }) => id),
      "CartPole-v1",
    ),
    alias: "env",
  },
  seed: agentOptions.seed,
  steps: option.integer(1, 1e9, 60_000),
  untilSolved: option.boolean(true),
  preset: agentOptions.preset,
};

/** What the visitor chose to train; `agent` holds the options that are not left to the preset. */
export interface PlaygroundConfiguration extends OptionValues<typeof runOptions> {
  readonly agent: Partial<AgentOptions>;
}

/** What is trained when nothing is said. */
export const usualConfiguration: PlaygroundConfiguration = {
  ...resolveOptions("a run", runOptions, {}),
  agent: {},
};

/** Everything that can be chosen by its flag: the run's own options, then the agent's. */
export const fieldsByFlag: ReadonlyMap<string, OptionField & { readonly name: string }> = new Map(
  Object.entries<OptionField>({
    ...runOptions,
    ...agentSettings,
    componentCount: { ...agentSettings.componentCount, maximum: mostHills },
  }).map(([name, field]) => [optionFlag(name, field), { name, ...field }]),
);

/** Reads words. */
export function readWords(words: Words): Reading {
  // A word may be the name of what every object has.
  const problems: Record<string, string> = Object.create(null);
  const agent: Record<string, unknown> = {};
  const own: Record<string, unknown> = { ...usualConfiguration, agent };
  for (const [flag, text] of Object.entries(words)) {
    const field = fieldsByFlag.get(flag);
    try {
      if (field) (field.name in runOptions ? own : agent)[field.name] = parseOption(flag, field, text);
      else problems[flag] = `${flag} is not an option here${didYouMean(flag, fieldsByFlag.keys())}`;
    } catch (error) {
      problems[flag] = (error as Error).message;
    }
  }
  return agreed(own as unknown as PlaygroundConfiguration, problems);
}

/** The words of a configuration: those that are not what they would be anyway, in the order of the form. */
export function wordsOf({ agent, ...own }: PlaygroundConfiguration): Words {
  const usual = usualValues(own);
  const values: Readonly<Record<string, unknown>> = { ...usual, ...agent, ...own };
  return Object.fromEntries(
    [...fieldsByFlag]
      .filter(([, { name }]) => values[name] !== usual[name])
      .map(([flag, { name }]) => [flag, textOf(values[name])]),
  );
}

/** What a field holds when nothing was written into it; nothing where that is no limit. */
export function usualText(flag: string, configuration: PlaygroundConfiguration): string {
  const value = usualValues(configuration)[fieldsByFlag.get(flag)!.name];
  return value === Number.MAX_VALUE ? "" : textOf(value);
}

type EnvironmentAndPreset = Pick<PlaygroundConfiguration, "environment" | "preset">;

function usualValues(chosen: EnvironmentAndPreset): Readonly<Record<string, unknown>> {
  return { ...usualConfiguration, ...usualAgent(chosen) };
}

/** The agent's options in an environment when nothing but the preset was chosen. */
export function usualAgent({ environment, preset }: EnvironmentAndPreset) {
  return presetValues(preset, agentSizes(learnableEnvironment(environment)).stateCount);
}

function textOf(value: unknown): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

/** Options that are fine alone may still not agree: the agent itself says so. */
function agreed(configuration: PlaygroundConfiguration, problems: Record<string, string>): Reading {
  const { environment, preset, agent } = configuration;
  try {
    resolveAgentOptions({ ...agentSizes(learnableEnvironment(environment)), preset, ...agent });
    return { configuration, problems };
  } catch (error) {
    const { message } = error as Error;
    const [name = ""] = message.split(" ");
    const flag = optionFlag(name, agentOptions[name as keyof AgentOptions]);
    const { [name as keyof AgentOptions]: _, ...rest } = agent;
    if (Object.keys(rest).length === Object.keys(agent).length) {
      // The option at fault has its usual value: it is another one that does not go with it.
      return { configuration: { ...configuration, agent: {} }, problems: { ...problems, [flag]: message } };
    }
    return agreed({ ...configuration, agent: rest }, { ...problems, [flag]: message.replace(name, flag) });
  }
}
