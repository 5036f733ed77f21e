import type { createInitialMixture } from "@drumlin/core/backend";
import { VECTOR_BYTES } from "./assembler/vectors.ts";
import type { HillRecords } from "./hill-records.ts";
import { FORM_SCALE } from "./kernels/parameter-gradient.ts";
import { LANES, type Layout } from "./layout.ts";

/** Fills the records from the mixture that the seed made; lanes beyond its hills become `emptyLane`s. */
export function initializeRecords(
  records: HillRecords,
  layout: Layout,
  mixture: ReturnType<typeof createInitialMixture>,
): void {
  const { hill, options, packed, groupCount } = layout;
  const { observationSize: size, actionCount, factorCount, componentCount } = options;
  const put = (k: number, offset: number, source: Float64Array, length: number, scale = 1) => {
    for (let i = 0; i < length; i++) {
      records.numbers[records.index(k, offset, i)] = source[k * length + i] * scale;
    }
  };
  for (let k = 0; k < componentCount; k++) {
    put(k, hill.frames, mixture.covariancePoints, size * size);
    put(k, hill.factors, mixture.factors, factorCount * actionCount);
    for (const copy of [hill.current, hill.target, hill.averaged]) {
      put(k, copy.means, mixture.means, size);
      put(k, copy.forms, mixture.quadraticForms, packed, FORM_SCALE);
      put(k, copy.weights, mixture.weights, actionCount);
    }
    records.numbers[records.index(k, hill.live, 0)] = 1;
  }
  for (let k = componentCount; k < groupCount * LANES; k++) emptyLane(records, layout, k);
}

/** Makes a lane one that no gradient reaches and whose hill has no weight: all zeros, but for a frame that is no singular one. */
export function emptyLane(records: HillRecords, layout: Layout, k: number): void {
  const { hill, options } = layout;
  for (let i = 0; i < hill.bytes / VECTOR_BYTES; i++) records.numbers[records.index(k, 0, i)] = 0;
  for (let i = 0; i < options.observationSize; i++) {
    records.numbers[records.index(k, hill.frames, i * (options.observationSize + 1))] = 1;
  }
}
