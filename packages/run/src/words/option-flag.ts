/** Short names of the options people use most, beside the agent's own. */
const aliases: Readonly<Record<string, string>> = { componentCount: "components", factorCount: "factors" };

/** How people name an option of the agent, on the command line and in links: `components` of componentCount. */
export function optionFlag(name: string): string {
  return aliases[name] ?? longFlag(name);
}

/** The option's own name as a flag: `mean-learning-rate` of meanLearningRate. */
export function longFlag(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
