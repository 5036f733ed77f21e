import { drawParameters } from "@drumlin/core/backend";
import { VECTOR_BYTES } from "./assembler/vectors.ts";
import type { HillRecords } from "./hill-records.ts";
import { FORM_SCALE } from "./kernels/squared-distance.ts";
import { LANES, type Layout } from "./layout.ts";

/**
 * Fills fresh records, all zeros, with what the seed draws, every frame W = I/√(initialVariance·D) with its quadratic form; lanes
 * beyond the hills are empty. Weights follow from the factors.
 */
export function initializeRecords(records: HillRecords, layout: Layout, seed: number): void {
  const { hill, options, groupCount } = layout;
  const { observationSize, actionCount, factorCount, componentCount, initialVariance } = options;
  const means = new Float64Array(componentCount * observationSize);
  const factors = new Float64Array(componentCount * factorCount * actionCount);
  drawParameters(means, factors, options, seed);
  const scale = 1 / Math.sqrt(initialVariance * observationSize);
  for (let k = 0; k < componentCount; k++) {
    records.write(k, hill.current.means, means, observationSize);
    records.write(k, hill.factors, factors, factorCount * actionCount);
    setFrame(records, layout, k, scale);
    let diagonal = 0;
    for (let i = 0; i < observationSize; i++) {
      records.numbers[records.index(k, hill.current.forms, diagonal)] = FORM_SCALE * scale * scale;
      diagonal += layout.isDiagonal ? 1 : observationSize - i;
    }
    records.numbers[records.index(k, hill.live, 0)] = 1;
  }
  for (let k = componentCount; k < groupCount * LANES; k++) setFrame(records, layout, k, 1);
}

/** The target and the average become the current mixture. */
export function initializeCopies(records: HillRecords, layout: Layout): void {
  const { hill, options, packed, groupCount } = layout;
  const length = LANES * (options.observationSize + packed + options.actionCount);
  for (let k = 0; k < groupCount * LANES; k += LANES) {
    const source = records.index(k, hill.current.means, 0);
    for (const copy of [hill.target, hill.averaged]) {
      records.numbers.copyWithin(records.index(k, copy.means, 0), source, source + length);
    }
  }
}

/** Makes a lane one that no gradient reaches and whose hill has no weight: all zeros, but for a frame that is no singular one. */
export function emptyLane(records: HillRecords, layout: Layout, k: number): void {
  for (let i = 0; i < layout.hill.bytes / VECTOR_BYTES; i++) records.numbers[records.index(k, 0, i)] = 0;
  setFrame(records, layout, k, 1);
}

/** W = scale·I, where all else of W is 0 already. */
function setFrame(
  records: HillRecords,
  { hill, options, isDiagonal }: Layout,
  k: number,
  scale: number,
): void {
  const stride = isDiagonal ? 1 : options.observationSize + 1;
  for (let i = 0; i < options.observationSize; i++) {
    records.numbers[records.index(k, hill.frames, i * stride)] = scale;
  }
}
