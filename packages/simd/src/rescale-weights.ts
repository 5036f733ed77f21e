import { LARGEST_WEIGHT, largestFactor, pow } from "@drumlin/core/backend";
import type { HillRecords } from "./hill-records.ts";
import type { Layout } from "./layout.ts";

/** All Q-functions times `factor`: factors by its J-th root, the weights of copies by itself, with what rounding left of each. */
export function rescaleWeights(
  records: HillRecords,
  layout: Layout,
  liveCount: number,
  factor: number,
): void {
  const { hill, options, packed } = layout;
  const { observationSize, actionCount, factorCount } = options;
  const scale = (offset: number, first: number, count: number, by: number, largest: number) => {
    for (let k = 0; k < liveCount; k++) {
      for (let i = first; i < first + count; i++) {
        const at = records.index(k, offset, i);
        records.numbers[at] = Math.min(largest, Math.max(-largest, records.numbers[at] * by));
      }
    }
  };
  const root = factorCount === 1 ? factor : pow(factor, 1 / factorCount);
  for (const offset of [hill.factors, hill.factorsLow]) {
    scale(offset, 0, factorCount * actionCount, root, largestFactor(factorCount));
  }
  const copies = [
    { weights: hill.target.weights, low: hill.targetLow },
    { weights: hill.averaged.weights, low: hill.averagedLow },
  ];
  for (const { weights, low } of copies) {
    // Where a copy is the current mixture itself, its weights follow from the factors.
    if (weights === hill.current.weights) continue;
    scale(weights, 0, actionCount, factor, LARGEST_WEIGHT);
    scale(low, observationSize + packed, actionCount, factor, LARGEST_WEIGHT);
  }
}
