export { Ars, type ArsOptions, arsOptions } from "./ars.ts";
export type { Baseline, ParameterCount } from "./baseline.ts";
export {
  type BaselineKind,
  type BaselineOptions,
  type BaselineTask,
  baselineKinds,
  baselineOptions,
  createBaseline,
  resolveBaselineOptions,
} from "./create-baseline.ts";
export { Dqn, type DqnOptions, dqnOptions, dqnPresets } from "./dqn.ts";
export { Igmn, type IgmnOptions, igmnOptions, igmnPresets } from "./igmn.ts";
export { Lspi, type LspiOptions, lspiOptions, lspiPresets } from "./lspi.ts";
export { Ppo, type PpoOptions, ppoOptions, ppoPresets } from "./ppo.ts";
export { RbfQ, type RbfQOptions, rbfQOptions, rbfQPresets } from "./rbf-q.ts";
export { ready } from "./ready.ts";
export { type SparsityOptions, sparsityOptions } from "./sparsity.ts";
export {
  TileCodedSarsa,
  type TileCodedSarsaOptions,
  tileCodedSarsaOptions,
  tileCodedSarsaPresets,
} from "./tile-coded-sarsa.ts";
export { trainBaseline } from "./train-baseline.ts";
