import type { Environment } from "./environment.ts";
import type { EnvironmentSpec } from "./spec.ts";

/** How `make` builds an environment. */
export interface EnvironmentRegistration {
  readonly spec: EnvironmentSpec;
  /** A new instance, without a time limit: `make` adds it. `options` are those given to `make`. */
  readonly create: (options: Readonly<Record<string, unknown>>) => Environment<never>;
}
