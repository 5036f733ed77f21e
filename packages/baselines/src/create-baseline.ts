import type { LearnableEnvironment } from "drumlin";
import { Ars, type ArsOptions, arsFields, resolveArsOptions } from "./ars.ts";
import type { Baseline } from "./baseline.ts";
import { Dqn, type DqnOptions, dqnDefaults, dqnFields, dqnPresets } from "./dqn.ts";
import type { OptionFields } from "./option-field.ts";
import { Ppo, type PpoOptions, ppoDefaults, ppoFields, ppoPresets } from "./ppo.ts";
import { ready } from "./ready.ts";
import { resolveOptions } from "./resolve-options.ts";
import {
  resolveTileCodedSarsaOptions,
  TileCodedSarsa,
  type TileCodedSarsaOptions,
  tileCodedSarsaFields,
  tileCodedSarsaPresets,
} from "./tile-coded-sarsa.ts";

/** The options of each kind of baseline. */
export interface BaselineOptions {
  readonly dqn: DqnOptions;
  readonly ppo: PpoOptions;
  readonly ars: ArsOptions;
  readonly "tile-coded-sarsa": TileCodedSarsaOptions;
}
export type BaselineKind = keyof BaselineOptions;
export const baselineKinds: readonly BaselineKind[] = ["dqn", "ppo", "ars", "tile-coded-sarsa"];

/** What a baseline has to know of the environment it will learn. */
export type BaselineTask = Pick<LearnableEnvironment, "spec" | "observationSpace" | "actionSpace">;

/** What each option of each kind may be. */
export const baselineFields: { readonly [Kind in BaselineKind]: OptionFields<BaselineOptions[Kind]> } = {
  dqn: dqnFields,
  ppo: ppoFields,
  ars: arsFields,
  "tile-coded-sarsa": tileCodedSarsaFields,
};

/**
 * Every option of a baseline with its value: what is given, else the preset of `environment.spec.id` where its kind has one, else
 * the kind's default. Throws RangeError naming an option that does not exist or fit.
 */
export function resolveBaselineOptions<Kind extends BaselineKind>(
  kind: Kind,
  environment: BaselineTask,
  options: Partial<BaselineOptions[Kind]>,
): BaselineOptions[Kind];
export function resolveBaselineOptions(
  kind: BaselineKind,
  { spec: { id }, observationSpace }: BaselineTask,
  options: object,
): object {
  switch (kind) {
    case "dqn":
      return resolveOptions(dqnDefaults, dqnFields, { ...dqnPresets[id], ...options });
    case "ppo":
      return resolveOptions(ppoDefaults, ppoFields, { ...ppoPresets[id], ...options });
    case "ars":
      return resolveArsOptions(options);
    case "tile-coded-sarsa": {
      const { size, low, high } = observationSpace;
      const bounds = { low: Array.from(low), high: Array.from(high) };
      return resolveTileCodedSarsaOptions(size, { ...bounds, ...tileCodedSarsaPresets[id], ...options });
    }
    default:
      throw new RangeError(`there is no baseline "${kind}"; there are ${baselineKinds.join(", ")}`);
  }
}

/**
 * A baseline that has learned nothing yet, for an environment. Rejects as `resolveBaselineOptions` throws.
 *
 * @param seed a non-negative integer: the same seed, options and transitions give the same weights
 */
export async function createBaseline<Kind extends BaselineKind>(
  kind: Kind,
  environment: BaselineTask,
  options: Partial<BaselineOptions[Kind]>,
  seed: number,
): Promise<Baseline> {
  const resolved = resolveBaselineOptions(kind, environment, options);
  const { size } = environment.observationSpace;
  const { n } = environment.actionSpace;
  if (kind === "dqn" || kind === "ppo") await ready();
  return new constructors[kind](size, n, resolved, seed);
}

const constructors: {
  readonly [Kind in BaselineKind]: new (
    observationSize: number,
    actionCount: number,
    options: BaselineOptions[Kind],
    seed: number,
  ) => Baseline;
} = { dqn: Dqn, ppo: Ppo, ars: Ars, "tile-coded-sarsa": TileCodedSarsa };
