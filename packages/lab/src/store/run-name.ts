import { UsageError } from "@drumlin/run";

/** Refuses names that would be awkward in a shell, in a file name, or be mistaken for an option. */
export function checkRunName(name: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name))
    throw new UsageError(
      `--name must be 1 to 64 letters, digits, dots, dashes and underscores, and begin with a letter or digit; got "${name}"`,
    );
}

/** Digits of the greatest number that a name is given. */
export const mostDigits = 9;

/** What the names of an environment's runs begin with, before their numbers. */
export function runNameStem(environment: string): string {
  return `${environment.toLowerCase().replace(/[^a-z0-9._-]+/g, "-")}-`;
}
