import type { RunEntry } from "@drumlin/run";
import { configurationOptions } from "../state/configuration-options.ts";

/** The runs as the table has them at first: those that train on top, the newest first. */
export function firstOrder(runs: readonly RunEntry[]): RunEntry[] {
  const isTraining = ({ state }: RunEntry) => Number(state === "running");
  return [...runs].sort(
    (a, b) =>
      isTraining(b) - isTraining(a) || b.createdAt.localeCompare(a.createdAt) || a.name.localeCompare(b.name),
  );
}

/** What the filter of the table looks at: name, environment, state, and every option as `name=value`. */
export function filterText({ name, state, configuration }: RunEntry): string {
  const options = configurationOptions(configuration).map((option) => `${option.name}=${option.value}`);
  return [name, state, configuration.environment, ...options].join(" ");
}

/** The newer list, in which a run that has not changed is the same object as in the older. */
export function withUnchanged(older: readonly RunEntry[], newer: readonly RunEntry[]): readonly RunEntry[] {
  const known = new Map(older.map((entry) => [entry.id, entry]));
  return newer.map((entry) => {
    const before = known.get(entry.id);
    return before !== undefined && isUnchanged(before, entry) ? before : entry;
  });
}

function isUnchanged(before: RunEntry, after: RunEntry): boolean {
  return (
    before.state === after.state &&
    before.updatedAt === after.updatedAt &&
    JSON.stringify(before.progress) === JSON.stringify(after.progress)
  );
}
