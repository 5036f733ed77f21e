import type { ComponentTable } from "./component-table.ts";
import type { GaussianMixtureQ } from "./gaussian-mixture-q.ts";

/**
 * Sets a weight's factors to exactly 0 where all of them are smaller than `threshold`, and their entries in `moments` (laid
 * out as the factors are), so that no momentum revives them. Weight decay on a product balances its factors: a weight that
 * ρ has emptied has them all small at once, while one that merely crosses 0 does not.
 */
export function zeroSmallFactors(
  q: GaussianMixtureQ,
  threshold: number,
  moments: readonly Float64Array[],
): void {
  const { actionCount, factorCount, factors } = q;
  for (let k = 0; k < q.liveCount; k++) {
    for (let a = 0; a < actionCount; a++) {
      const first = k * factorCount * actionCount + a;
      let small = true;
      for (let j = 0; j < factorCount; j++) {
        // Written so that NaN stays to be seen.
        if (!(Math.abs(factors[first + j * actionCount]) < threshold)) small = false;
      }
      if (!small) continue;
      for (let j = 0; j < factorCount; j++) {
        factors[first + j * actionCount] = 0;
        for (const moment of moments) moment[first + j * actionCount] = 0;
      }
    }
  }
}

/** A component is dead when every factor of every one of its weights is 0: for J ≥ 2 no gradient ever reaches it again. */
export function isDead(q: GaussianMixtureQ, component: number): boolean {
  const size = q.factorCount * q.actionCount;
  for (let i = component * size; i < (component + 1) * size; i++) if (q.factors[i] !== 0) return false;
  return true;
}

/**
 * Keeps only components for which `isKept` says so of their row: they move up in their order, in every table, and `liveCount`
 * shrinks. Weights and quadratic forms are derived anew by `refresh`.
 */
export function keepComponents(
  q: GaussianMixtureQ,
  tables: readonly ComponentTable[],
  isKept: (row: number) => boolean,
): void {
  let kept = 0;
  for (let k = 0; k < q.liveCount; k++) {
    if (!isKept(k)) continue;
    if (kept !== k) {
      for (const { array, rowSize } of tables) {
        array.copyWithin(kept * rowSize, k * rowSize, (k + 1) * rowSize);
      }
    }
    kept++;
  }
  q.liveCount = kept;
}

/** Drops dead components. Q is unchanged bit for bit, since a dead component only ever added 0. Returns how many went. */
export function dropDead(q: GaussianMixtureQ, tables: readonly ComponentTable[]): number {
  const before = q.liveCount;
  keepComponents(q, tables, (row) => !isDead(q, row));
  return before - q.liveCount;
}
