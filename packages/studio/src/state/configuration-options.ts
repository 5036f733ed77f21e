import { changedOptions, type RunConfiguration } from "@drumlin/run";
import { optionText } from "drumlin";

/** An option of a run's configuration, as text. */
export interface OptionText {
  readonly name: string;
  readonly value: string;
}

/** Every option of a configuration: the run's own, its evaluation's, the agent's. */
export function configurationOptions({ agent, evaluation, ...own }: RunConfiguration): OptionText[] {
  const { seed: agentSeed, ...options } = agent;
  const evaluations = Object.entries(evaluation).map(
    ([name, value]) => [`evaluation ${name}`, value] as const,
  );
  return [
    ...Object.entries(own),
    ...evaluations,
    ["agent seed", agentSeed] as const,
    ...Object.entries(options),
  ]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ name, value: optionText(value) }));
}

/** The agent's options whose values are not those of its preset. */
export function optionsBesidePreset(configuration: RunConfiguration): OptionText[] {
  return changedOptions(configuration).map(({ name, value }) => ({ name, value: optionText(value) }));
}

/** One option over several configurations. */
interface OptionRow {
  readonly name: string;
  /** A text for each configuration; "–" where it has no such option. */
  readonly values: readonly string[];
}

/** The options of several configurations: those that are not the same in all, and the rest. */
export function comparedOptions(configurations: readonly RunConfiguration[]): {
  readonly different: readonly OptionRow[];
  readonly same: readonly OptionRow[];
} {
  const options = configurations.map(
    (configuration) => new Map(configurationOptions(configuration).map(({ name, value }) => [name, value])),
  );
  const names = new Set(options.flatMap((one) => [...one.keys()]));
  const rows = Array.from(names, (name) => ({ name, values: options.map((one) => one.get(name) ?? "–") }));
  const isSame = ({ values }: OptionRow) => new Set(values).size <= 1;
  return { different: rows.filter((row) => !isSame(row)), same: rows.filter(isSame) };
}
