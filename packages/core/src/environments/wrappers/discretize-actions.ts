import { integer } from "../../options/option-field.ts";
import { resolveOptions } from "../../options/resolve-options.ts";
import { assertValidAction } from "../action-check.ts";
import type { Environment, StepResult } from "../environment.ts";
import { Discrete } from "../spaces/discrete.ts";
import type { EnvironmentSpec } from "../spec.ts";
import { Wrapper } from "./wrapper.ts";

const OPTIONS = { bins: integer(2, 1000, 5) };

/**
 * A Box action as a choice from a grid: `bins` equally spaced values in each dimension, ends included, and all
 * their combinations (the last dimension changes fastest). Pendulum with 5 bins has the torques -2, -1, 0, 1, 2.
 */
export class DiscretizeActions extends Wrapper<number, ArrayLike<number>> {
  /** The vector each action stands for. Shape (bins to the power of the dimensions, dimensions). */
  readonly actions: readonly Float64Array[];
  readonly #actionSpace: Discrete;
  readonly #actionNames: readonly string[];

  /** @throws RangeError when the action is no bounded Box or `bins` is not a whole number from 2 to 1000 */
  constructor(environment: Environment<ArrayLike<number>>, options: { readonly bins?: number } = {}) {
    super(environment);
    const { bins } = resolveOptions("DiscretizeActions", OPTIONS, options);
    const { actionSpace, spec } = environment;
    if (actionSpace.kind !== "box") throw new RangeError(`${spec.id}: its actions are Discrete already`);
    const { low, high } = actionSpace;
    if (![...low, ...high].every(Number.isFinite)) {
      throw new RangeError(`${spec.id}: its actions have no bounds to lay a grid between`);
    }
    this.actions = grid(low, high, bins);
    this.#actionSpace = new Discrete(this.actions.length);
    this.#actionNames = this.actions.map((action) => nameOf(action, spec.actionNames));
  }

  override get spec(): EnvironmentSpec {
    return { ...super.spec, actionNames: this.#actionNames };
  }

  override get actionSpace(): Discrete {
    return this.#actionSpace;
  }

  override step(action: number): StepResult {
    assertValidAction(this, action);
    return this.environment.step(this.actions[action].slice());
  }
}

function grid(low: ArrayLike<number>, high: ArrayLike<number>, bins: number): Float64Array[] {
  let actions: number[][] = [[]];
  for (let i = 0; i < low.length; i++) {
    const values = Array.from({ length: bins }, (_, k) => low[i] + ((high[i] - low[i]) * k) / (bins - 1));
    actions = actions.flatMap((action) => values.map((value) => [...action, value]));
  }
  return actions.map((action) => Float64Array.from(action));
}

/** As "torque −2.0", with as many digits as it takes, up to three, and a true minus sign. */
function nameOf(action: Float64Array, names: readonly string[]): string {
  return Array.from(action, (value, i) => {
    const digits = [1, 2].find((count) => Number(value.toFixed(count)) === value) ?? 3;
    return `${names[i] ?? "action"} ${value.toFixed(digits).replace("-", "−")}`;
  }).join(", ");
}
