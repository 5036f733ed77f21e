import type { LearnableEnvironment } from "drumlin";
import { Ars, type ArsOptions } from "./ars.ts";
import type { Baseline } from "./baseline.ts";
import { Dqn, type DqnOptions, dqnPresets } from "./dqn.ts";
import { Ppo, type PpoOptions, ppoPresets } from "./ppo.ts";
import { ready } from "./ready.ts";
import { TileCodedSarsa, type TileCodedSarsaOptions, tileCodedSarsaPresets } from "./tile-coded-sarsa.ts";

/** The options of each kind of baseline; what is left out comes from the environment's preset, then the kind's defaults. */
export interface BaselineOptions {
  readonly dqn: Partial<DqnOptions>;
  readonly ppo: Partial<PpoOptions>;
  readonly ars: Partial<ArsOptions>;
  readonly "tile-coded-sarsa": Partial<TileCodedSarsaOptions>;
}
export type BaselineKind = keyof BaselineOptions;
export const baselineKinds: readonly BaselineKind[] = ["dqn", "ppo", "ars", "tile-coded-sarsa"];

/** What a baseline has to know of the environment it will learn. */
export type BaselineTask = Pick<LearnableEnvironment, "spec" | "observationSpace" | "actionSpace">;

/**
 * A baseline that has learned nothing yet, for an environment, with the preset of `environment.spec.id` where its kind has one.
 * Rejects with RangeError or TypeError naming an option that does not exist or fit.
 *
 * @param seed a non-negative integer: the same seed, options and transitions give the same weights
 */
export async function createBaseline<Kind extends BaselineKind>(
  kind: Kind,
  environment: BaselineTask,
  options: BaselineOptions[Kind],
  seed: number,
): Promise<Baseline> {
  const { id } = environment.spec;
  const { size, low, high } = environment.observationSpace;
  const { n } = environment.actionSpace;
  switch (kind) {
    case "dqn":
      await ready();
      return new Dqn(size, n, { ...dqnPresets[id], ...(options as BaselineOptions["dqn"]) }, seed);
    case "ppo":
      await ready();
      return new Ppo(size, n, { ...ppoPresets[id], ...(options as BaselineOptions["ppo"]) }, seed);
    case "ars":
      return new Ars(size, n, options as BaselineOptions["ars"], seed);
    case "tile-coded-sarsa": {
      const bounds = { low: Array.from(low), high: Array.from(high) };
      const given = options as BaselineOptions["tile-coded-sarsa"];
      return new TileCodedSarsa(size, n, { ...bounds, ...tileCodedSarsaPresets[id], ...given }, seed);
    }
    default:
      throw new RangeError(`there is no baseline "${kind}"; there are ${baselineKinds.join(", ")}`);
  }
}
