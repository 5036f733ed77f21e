import { packedLength, unpackQuadraticForm } from "../linalg/packed.ts";
import { SymmetricEigen } from "../linalg/symmetric-eigen.ts";
import type { Mixture } from "../q-functions/mixture.ts";

/** What can go wrong with a learner (method §7). */
export type Signature =
  | "covariance-collapse"
  | "covariance-explosion"
  | "over-sparsification"
  | "policy-oscillation"
  | "gradient-explosion";

/** One failure signature, seen at one step. */
export interface HealthEvent {
  readonly signature: Signature;
  readonly step: number;
  /** A sentence with the numbers that were measured. */
  readonly detail: string;
}

/** Eigenvalues of C⁻¹, in normalised coordinates, beyond which a hill is a needle or a plain. */
const COLLAPSED_PRECISION = 1e4;
const EXPLODED_PRECISION = 1e-3;
const WORST_CONDITION = 1e6;
/**
 * Share of probe states whose greedy action changed between two checks that counts as oscillation, once settled. Settled runs
 * of the default preset show at most 0.17 (Pendulum, where neighbouring torques tie), CartPole with the paper's 0.32.
 */
const FLIPPED_SHARE = 0.25;
/** Gradient norm over its running median that counts as an explosion. */
const EXPLODED_GRADIENT = 1000;

/** Greatest and least eigenvalue over all live hills' C⁻¹, and the worst ratio within one of them. */
export interface PrecisionRange {
  readonly greatest: number;
  readonly least: number;
  readonly worstCondition: number;
}

export function precisionRange(mixture: Mixture): PrecisionRange {
  const size = mixture.observationSize;
  const eigen = new SymmetricEigen(size);
  const matrix = new Float64Array(size * size);
  let greatest = 0;
  let least = Number.POSITIVE_INFINITY;
  let worstCondition = 1;
  for (let k = 0; k < mixture.liveCount; k++) {
    unpackQuadraticForm(matrix, 0, mixture.quadraticForms, k * packedLength(size), size);
    eigen.decompose(matrix, 0);
    greatest = Math.max(greatest, eigen.values[0]);
    least = Math.min(least, eigen.values[size - 1]);
    worstCondition = Math.max(worstCondition, eigen.values[0] / eigen.values[size - 1]);
  }
  return { greatest, least, worstCondition };
}

/** Covariance collapse or explosion, from the extreme eigenvalues and condition numbers. */
export function covarianceSigns(range: PrecisionRange): Omit<HealthEvent, "step">[] {
  const signs: Omit<HealthEvent, "step">[] = [];
  if (range.greatest > COLLAPSED_PRECISION || range.worstCondition > WORST_CONDITION) {
    const detail = `precision up to ${range.greatest.toExponential(1)}, condition up to ${range.worstCondition.toExponential(1)}`;
    signs.push({ signature: "covariance-collapse", detail });
  }
  if (range.least < EXPLODED_PRECISION) {
    signs.push({
      signature: "covariance-explosion",
      detail: `precision down to ${range.least.toExponential(1)}`,
    });
  }
  return signs;
}

/** Over-sparsification: no hill left, or an action whose weights are all 0. */
export function sparsitySigns(mixture: Mixture): Omit<HealthEvent, "step">[] {
  const { actionCount, liveCount, weights } = mixture;
  for (let a = 0; a < actionCount; a++) {
    let alive = false;
    for (let k = 0; k < liveCount; k++) if (weights[k * actionCount + a] !== 0) alive = true;
    if (!alive) {
      const detail =
        liveCount === 0 ? "no hill is left" : `action ${a} has no weight left in ${liveCount} hills`;
      return [{ signature: "over-sparsification", detail }];
    }
  }
  return [];
}

/** Policy oscillation, from the share of probe states whose greedy action changed since the last check. */
export function oscillationSigns(flippedShare: number): Omit<HealthEvent, "step">[] {
  if (flippedShare <= FLIPPED_SHARE) return [];
  const detail = `${Math.round(100 * flippedShare)} % of the probe states changed their greedy action`;
  return [{ signature: "policy-oscillation", detail }];
}

/** Evaluations that are looked back on, and how many of them must have failed for a solved policy to count as oscillating. */
export const EVALUATION_WINDOW = 10;
const FAILED_EVALUATIONS = 4;

/** Policy oscillation, from the mean returns of the last evaluations since the task was first solved. */
export function evaluationSigns(
  recentReturns: readonly number[],
  solvedReturn: number,
): Omit<HealthEvent, "step">[] {
  const failed = recentReturns.filter((mean) => mean < solvedReturn).length;
  if (failed < FAILED_EVALUATIONS) return [];
  const range = `from ${Math.min(...recentReturns).toFixed(1)} to ${Math.max(...recentReturns).toFixed(1)}`;
  const detail = `${failed} of the last ${recentReturns.length} evaluations after it was solved were below ${solvedReturn}: ${range}`;
  return [{ signature: "policy-oscillation", detail }];
}

/** Gradient explosion, from a norm and the median of recent ones. */
export function gradientSigns(norm: number, median: number): Omit<HealthEvent, "step">[] {
  if (Number.isFinite(norm) && norm <= EXPLODED_GRADIENT * median) return [];
  const detail = `gradient norm ${norm.toExponential(1)}, recent median ${median.toExponential(1)}`;
  return [{ signature: "gradient-explosion", detail }];
}
