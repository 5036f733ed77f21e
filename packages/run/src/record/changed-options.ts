import { presetValues } from "drumlin";
import type { RunConfiguration } from "./run.ts";

/** The agent's options that are not their preset's. */
export function changedOptions({ agent }: RunConfiguration): { name: string; value: unknown }[] {
  const values: Readonly<Record<string, unknown>> = agent;
  return Object.entries(presetValues(agent.preset, agent.stateCount))
    .filter(([name, usual]) => values[name] !== usual)
    .map(([name]) => ({ name, value: values[name] }));
}
