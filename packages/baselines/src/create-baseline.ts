import { type LearnableEnvironment, type OptionTable, type OptionValues, resolveOptions } from "drumlin";
import { Ars, arsOptions, resolveArsOptions } from "./ars.ts";
import type { Baseline } from "./baseline.ts";
import { Dqn, dqnOptions, dqnPresets } from "./dqn.ts";
import { Igmn, igmnOptions, igmnPresets } from "./igmn.ts";
import { Lspi, lspiOptions, lspiPresets } from "./lspi.ts";
import { Ppo, ppoOptions, ppoPresets } from "./ppo.ts";
import { RbfQ, rbfQOptions, rbfQPresets } from "./rbf-q.ts";
import { ready } from "./ready.ts";
import {
  resolveTileCodedSarsaOptions,
  TileCodedSarsa,
  tileCodedSarsaOptions,
  tileCodedSarsaPresets,
} from "./tile-coded-sarsa.ts";

/** The options of each kind of baseline. */
export const baselineOptions = {
  dqn: dqnOptions,
  ppo: ppoOptions,
  ars: arsOptions,
  "tile-coded-sarsa": tileCodedSarsaOptions,
  igmn: igmnOptions,
  lspi: lspiOptions,
  "rbf-q": rbfQOptions,
} satisfies Readonly<Record<string, OptionTable>>;

export type BaselineKind = keyof typeof baselineOptions;
export const baselineKinds = Object.keys(baselineOptions) as readonly BaselineKind[];

export type BaselineOptions = {
  readonly [Kind in BaselineKind]: OptionValues<(typeof baselineOptions)[Kind]>;
};

/** What a baseline has to know of the environment it will learn. */
export type BaselineTask = Pick<LearnableEnvironment, "spec" | "observationSpace" | "actionSpace">;

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
      return resolveOptions(kind, dqnOptions, options, dqnPresets[id]);
    case "ppo":
      return resolveOptions(kind, ppoOptions, options, ppoPresets[id]);
    case "ars":
      return resolveArsOptions(options);
    case "igmn":
      return resolveOptions(kind, igmnOptions, options, igmnPresets[id]);
    case "lspi":
      return resolveOptions(kind, lspiOptions, options, lspiPresets[id]);
    case "rbf-q":
      return resolveOptions(kind, rbfQOptions, options, rbfQPresets[id]);
    case "tile-coded-sarsa": {
      if (observationSpace.kind === "discrete") {
        throw new RangeError(`${id}: its observation is a state's number; there are tiles on a Box only`);
      }
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
} = {
  dqn: Dqn,
  ppo: Ppo,
  ars: Ars,
  "tile-coded-sarsa": TileCodedSarsa,
  igmn: Igmn,
  lspi: Lspi,
  "rbf-q": RbfQ,
};
