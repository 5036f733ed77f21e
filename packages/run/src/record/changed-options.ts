import { agentOptionFields } from "drumlin";
import type { RunConfiguration } from "./run.ts";

/** The agent's options that are not their preset's. */
export function changedOptions({ agent }: RunConfiguration): { name: string; value: unknown }[] {
  const values = agent as unknown as Readonly<Record<string, unknown>>;
  return agentOptionFields
    .filter(({ name, defaults }) => values[name] !== defaults[agent.preset])
    .map(({ name }) => ({ name, value: values[name] }));
}
