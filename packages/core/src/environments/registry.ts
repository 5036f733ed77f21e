import { checkRecord, shown } from "../options/check-option.ts";
import { nearestOrAll } from "../options/nearest-name.ts";
import type { Environment } from "./environment.ts";
import { GYMNASIUM_ENVIRONMENTS, type KnownEnvironments } from "./gymnasium-environments.ts";
import type { OptimalValues } from "./optimal-values.ts";
import type { EnvironmentRegistration } from "./registration.ts";
import type { EnvironmentSpec } from "./spec.ts";
import { TimeLimit } from "./wrappers/time-limit.ts";

/** What every environment can be made with, beside its own options. */
export interface MakeOptions {
  /** Steps after which an episode is truncated, in place of the spec's own; null for no limit. */
  readonly maxEpisodeSteps?: number | null;
}

const registrations = new Map(GYMNASIUM_ENVIRONMENTS.map((entry) => [entry.spec.id, entry]));

/**
 * A new environment: Gymnasium's `make`. Episodes are truncated at the spec's `maxEpisodeSteps`.
 *
 * @param id as in "CartPole-v1"
 * @param options `maxEpisodeSteps` and those of the environment, as in `{ suttonBartoReward: true }`
 * @throws RangeError for an id that is not registered (the message names the nearest one) or an invalid option
 */
export function make<Id extends keyof KnownEnvironments>(
  id: Id,
  options?: MakeOptions & KnownEnvironments[Id]["options"],
): Environment<KnownEnvironments[Id]["action"]>;
export function make(id: string, options?: MakeOptions & Readonly<Record<string, unknown>>): Environment;
export function make(id: string, options: MakeOptions = {}): Environment {
  const registration = registrationOf(id);
  checkRecord("options", options);
  const { maxEpisodeSteps = registration.spec.maxEpisodeSteps, ...own } = options;
  const environment = registration.create(own) as Environment;
  return maxEpisodeSteps === null ? environment : new TimeLimit(environment, maxEpisodeSteps);
}

/**
 * Makes an environment of your own known to `make`, under `registration.spec.id`.
 *
 * @throws RangeError when the id is taken
 */
export function register(registration: EnvironmentRegistration): void {
  const { id } = registration.spec;
  if (registrations.has(id))
    throw new RangeError(`id is "${id}", which is taken; choose another, as "${id}-mine"`);
  registrations.set(id, registration);
}

/** The specs of all environments that `make` knows, in the order of registration. */
export function registeredEnvironments(): EnvironmentSpec[] {
  return Array.from(registrations.values(), (entry) => entry.spec);
}

/**
 * The optimal values of an environment, as its registration has them; null where they are not known.
 *
 * @throws RangeError as `make` for an id that is not registered
 */
export function optimalValues(id: string, discountFactor: number): readonly OptimalValues[] | null {
  return registrationOf(id).optimalValues?.(discountFactor) ?? null;
}

function registrationOf(id: string): EnvironmentRegistration {
  const registration = registrations.get(id);
  if (registration === undefined) throw unknownId(id);
  return registration;
}

function unknownId(id: string): RangeError {
  const ids = Array.from(registrations.keys());
  if (typeof id !== "string")
    return new RangeError(`id is ${shown(id)}; it must be one of ${ids.join(", ")}`);
  return new RangeError(`there is no environment "${id}"${nearestOrAll(id, ids)}`);
}
