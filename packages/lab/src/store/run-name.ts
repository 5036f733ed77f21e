import { UsageError } from "@drumlin/run";

/** Refuses names that would be awkward in a shell, in a file name, or be mistaken for an option. */
export function checkRunName(name: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name))
    throw new UsageError(
      `--name must be 1 to 64 letters, digits, dots, dashes and underscores, and begin with a letter or digit; got "${name}"`,
    );
}

/** The next free name for an environment: one past the highest number in use, so names are not used twice. */
export function nextRunName(environment: string, taken: readonly string[]): string {
  const stem = environment.toLowerCase().replace(/[^a-z0-9._-]+/g, "-");
  const numbers = taken
    .filter((name) => name.startsWith(`${stem}-`))
    .map((name) => name.slice(stem.length + 1))
    .filter((rest) => /^\d{1,9}$/.test(rest))
    .map(Number);
  return `${stem}-${Math.max(0, ...numbers) + 1}`;
}
