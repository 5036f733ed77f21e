import { drawParameters } from "@drumlin/core/backend";
import { VECTOR_BYTES } from "./assembler/vectors.ts";
import type { HillRecords } from "./hill-records.ts";
import { LANES, type Layout } from "./layout.ts";

/** Fills the records with what the seed draws, every frame W = I/√(initialVariance·D); lanes beyond the hills are empty. */
export function initializeRecords(records: HillRecords, layout: Layout, seed: number): void {
  const { hill, options, groupCount } = layout;
  const { observationSize, actionCount, factorCount, componentCount, initialVariance } = options;
  const means = new Float64Array(componentCount * observationSize);
  const factors = new Float64Array(componentCount * factorCount * actionCount);
  drawParameters(means, factors, options, seed);
  const scale = 1 / Math.sqrt(initialVariance * observationSize);
  for (let k = 0; k < groupCount * LANES; k++) emptyLane(records, layout, k);
  for (let k = 0; k < componentCount; k++) {
    records.write(k, hill.current.means, means, observationSize);
    records.write(k, hill.factors, factors, factorCount * actionCount);
    for (let i = 0; i < observationSize; i++) {
      records.numbers[records.index(k, hill.frames, i * (observationSize + 1))] = scale;
    }
    records.numbers[records.index(k, hill.live, 0)] = 1;
  }
}

/** The target and the average become the current mixture. */
export function initializeCopies(records: HillRecords, layout: Layout): void {
  const { hill, options, packed } = layout;
  const size = options.observationSize + packed + options.actionCount;
  for (let k = 0; k < options.componentCount; k++) {
    for (const copy of [hill.target, hill.averaged]) {
      for (let i = 0; i < size; i++) {
        const value = records.numbers[records.index(k, hill.current.means, i)];
        records.numbers[records.index(k, copy.means, i)] = value;
      }
    }
  }
}

/** Makes a lane one that no gradient reaches and whose hill has no weight: all zeros, but for a frame that is no singular one. */
export function emptyLane(records: HillRecords, layout: Layout, k: number): void {
  const { hill, options } = layout;
  for (let i = 0; i < hill.bytes / VECTOR_BYTES; i++) records.numbers[records.index(k, 0, i)] = 0;
  for (let i = 0; i < options.observationSize; i++) {
    records.numbers[records.index(k, hill.frames, i * (options.observationSize + 1))] = 1;
  }
}
