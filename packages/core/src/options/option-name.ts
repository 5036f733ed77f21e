import type { OptionField, OptionTable } from "./option-field.ts";

/** How people name an option, on the command line and in links: its alias, or `mean-learning-rate` of meanLearningRate. */
export function optionFlag(name: string, { alias }: OptionField): string {
  return alias ?? longFlag(name);
}

/** An option's own name as a flag: `component-count` of componentCount. */
export function longFlag(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The option of this name or alias, with its own name. */
export function findOption(table: OptionTable, name: string): readonly [string, OptionField] | undefined {
  return Object.entries(table).find(([own, { alias }]) => own === name || alias === name);
}
