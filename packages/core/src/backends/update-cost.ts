import { packedLength } from "../linalg/packed.ts";
import type { ResolvedAgentOptions } from "../options/agent-options.ts";

/** What an update costs a backend, in nanoseconds: measured, for orders of magnitude. */
export interface UpdateCost {
  /** for each sample and hill */
  readonly perActivation: number;
  /** for each sample and hill, and each of its form's coefficients and its weights */
  readonly perCoefficient: number;
  /** for each hill with a full covariance, times D³ */
  readonly perCube: number;
}

/** The options that decide what an update costs. */
export type UpdateSizes = Pick<
  ResolvedAgentOptions,
  "observationSize" | "actionCount" | "componentCount" | "batchSize" | "covariance"
>;

/** Milliseconds that an update of all hills takes, as far as sizes tell. */
export function updateMilliseconds(sizes: UpdateSizes, cost: UpdateCost): number {
  const { observationSize: size, actionCount, componentCount, batchSize, covariance } = sizes;
  const isFull = covariance === "full";
  const coefficients = (isFull ? packedLength(size) : size) + actionCount;
  const perSample = cost.perActivation + cost.perCoefficient * coefficients;
  const perHill = batchSize * perSample + (isFull ? cost.perCube * size * size * size : 0);
  return (componentCount * perHill) / 1e6;
}
