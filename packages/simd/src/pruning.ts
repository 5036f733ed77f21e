import type { HillRecords } from "./hill-records.ts";
import { emptyLane } from "./initialize-records.ts";
import type { Layout } from "./layout.ts";

/** As the reference's: a weight's factors, and their moments, become 0 where all of them are smaller than the threshold. */
export function zeroSmallFactors(records: HillRecords, layout: Layout, liveCount: number): void {
  const { hill, options } = layout;
  const { actionCount, pruneThreshold, optimizer } = options;
  const { first, second, greatest } = hill.factorMoments;
  const moments = { adam: [first, second], amsgrad: [first, second, greatest], sgd: [] }[optimizer];
  const tables = [hill.factors, hill.factorsLow, ...moments];
  for (let k = 0; k < liveCount; k++) {
    for (let action = 0; action < actionCount; action++) {
      if (!isSmall(records, layout, k, action, pruneThreshold)) continue;
      for (const offset of tables) {
        for (let i = action; i < options.factorCount * actionCount; i += actionCount) {
          records.numbers[records.index(k, offset, i)] = 0;
        }
      }
    }
  }
}

/** Whether all factors of a weight are smaller than the threshold. Written so that NaN stays to be seen. */
function isSmall(
  records: HillRecords,
  { hill, options }: Layout,
  k: number,
  action: number,
  threshold: number,
): boolean {
  const { actionCount, factorCount } = options;
  for (let i = action; i < factorCount * actionCount; i += actionCount) {
    if (!(Math.abs(records.numbers[records.index(k, hill.factors, i)]) < threshold)) return false;
  }
  return true;
}

/** Whether every factor of a hill is 0. */
export function isDead(records: HillRecords, { hill, options }: Layout, k: number): boolean {
  for (let i = 0; i < options.factorCount * options.actionCount; i++) {
    if (records.numbers[records.index(k, hill.factors, i)] !== 0) return false;
  }
  return true;
}

/** Keeps only hills for which `isKept` says so of their row: they move up in their order. Returns how many are left. */
export function keepHills(
  records: HillRecords,
  layout: Layout,
  liveCount: number,
  identities: Int32Array,
  isKept: (row: number) => boolean,
): number {
  let kept = 0;
  for (let k = 0; k < liveCount; k++) {
    if (!isKept(k)) continue;
    if (kept !== k) {
      records.move(k, kept);
      identities[kept] = identities[k];
    }
    kept++;
  }
  for (let k = kept; k < liveCount; k++) emptyLane(records, layout, k);
  return kept;
}
