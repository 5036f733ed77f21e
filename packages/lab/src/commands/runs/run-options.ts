import { agentOptionFields } from "drumlin";
import type { RunConfiguration } from "../../store/run.ts";

/** The agent's options that are not their preset's: `componentCount 3`. */
export function changedOptions({ agent }: RunConfiguration): string[] {
  const values = agent as unknown as Readonly<Record<string, unknown>>;
  return agentOptionFields
    .filter(({ name, defaults }) => values[name] !== defaults[agent.preset])
    .map(({ name }) => `${name} ${values[name]}`);
}
