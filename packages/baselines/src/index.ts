export { Ars, type ArsOptions, arsDefaults } from "./ars.ts";
export type { Baseline, ParameterCount } from "./baseline.ts";
export {
  type BaselineKind,
  type BaselineOptions,
  type BaselineTask,
  baselineFields,
  baselineKinds,
  createBaseline,
  resolveBaselineOptions,
} from "./create-baseline.ts";
export { Dqn, type DqnOptions, dqnDefaults, dqnPresets } from "./dqn.ts";
export { describeField, fits, type OptionField, type OptionFields } from "./option-field.ts";
export { Ppo, type PpoOptions, ppoDefaults, ppoPresets } from "./ppo.ts";
export { ready } from "./ready.ts";
export { type SparsityMethod, type SparsityOptions, sparsityMethods } from "./sparsity.ts";
export {
  TileCodedSarsa,
  type TileCodedSarsaOptions,
  tileCodedSarsaDefaults,
  tileCodedSarsaPresets,
} from "./tile-coded-sarsa.ts";
export { trainBaseline } from "./train-baseline.ts";
