import type { Environment } from "./environment.ts";
import type { OptimalValues } from "./optimal-values.ts";
import type { EnvironmentSpec } from "./spec.ts";

/** How `make` builds an environment. */
export interface EnvironmentRegistration {
  readonly spec: EnvironmentSpec;
  /** A new instance, without a time limit: `make` adds it. `options` are those given to `make`. */
  readonly create: (options: Readonly<Record<string, unknown>>) => Environment<never>;
  /**
   * Q*, where it is known, of what is made without options: at each observation at which agents' values are to be measured, for
   * rewards that count `discountFactor`ⁿ n steps later. A time limit truncates, and so changes nothing of it.
   */
  readonly optimalValues?: (discountFactor: number) => readonly OptimalValues[];
}
