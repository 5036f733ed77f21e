import { type UpdateCost, type UpdateSizes, updateMilliseconds } from "../backends/update-cost.ts";
import { unpackQuadraticForm } from "../linalg/packed.ts";
import { SymmetricEigen } from "../linalg/symmetric-eigen.ts";
import { hasDiagonalForm } from "../manifolds/covariance-form.ts";
import type { ResolvedAgentOptions } from "../options/agent-options.ts";
import { GREATEST_PRECISION, LEAST_PRECISION } from "../options/precision-range.ts";
import { FARTHEST_SAY } from "../policies/familiarity.ts";
import type { Mixture } from "../q-functions/mixture.ts";

/** What can go wrong with a learner (method §7). */
export type Signature =
  | "covariance-collapse"
  | "covariance-explosion"
  | "over-sparsification"
  | "policy-oscillation"
  | "slow-updates"
  | "gradient-explosion"
  | "refused-update"
  | "broken-stream"
  | "outside-hills"
  | "not-learning";

/** One failure signature, seen at one step. */
export interface HealthEvent {
  readonly signature: Signature;
  readonly step: number;
  /** A sentence with the numbers that were measured. */
  readonly detail: string;
}

// What the thresholds stand between, healthy and sick, is measured by experiments/failure-signatures.

/** Eigenvalues of C⁻¹, in normalised coordinates, beyond which a hill is a needle or a plain. */
const COLLAPSED_PRECISION = 1e4;
const EXPLODED_PRECISION = 1e-3;
const WORST_CONDITION = 1e6;
/** Share of a matrix's greatest eigenvalue by which float32 may have moved the least: four roundings of an entry. */
const ROUNDING = 1 / (1 << 22);
/** An earlier choice is overturned when it falls short of the best action by this share of the mean range of Q over the actions. */
const CLEARLY_WORSE = 0.2;
/** Share of probe states whose greedy action was overturned between two checks that counts as oscillation, once settled. */
const OVERTURNED_SHARE = 0.1;
/** Share of the states acted in lately where no hill has a say. */
const OUTSIDE_SHARE = 0.5;
/** Gradient norm over its running median that counts as an explosion. */
const EXPLODED_GRADIENT = 1000;
/** Least median to compare with, in the model's units: before the first reward gradients are next to 0, and then they are not. */
const QUIET_GRADIENT = 1;

/** Milliseconds of an update from which on waiting for one is felt. */
const SLOW_UPDATE = 50;

/** Updates too slow to watch, from the sizes of what is updated. */
export function slownessSigns(
  sizes: UpdateSizes & Pick<ResolvedAgentOptions, "metric">,
  cost: UpdateCost,
): Omit<HealthEvent, "step">[] {
  const milliseconds = updateMilliseconds(sizes, cost);
  if (milliseconds <= SLOW_UPDATE) return [];
  const { observationSize, componentCount, covariance, metric } = sizes;
  const cause = `an update takes some ${rounded(milliseconds)} ms at ${observationSize} numbers an observation and ${componentCount} hills`;
  if (covariance === "diagonal" || !hasDiagonalForm(metric)) {
    return [{ signature: "slow-updates", detail: `${cause}; fewer hills take less` }];
  }
  const diagonal = updateMilliseconds({ ...sizes, covariance: "diagonal" }, cost);
  return [
    { signature: "slow-updates", detail: `${cause}; covariance: "diagonal" takes some ${rounded(diagonal)}` },
  ];
}

/** To two digits, as far as estimates go. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(2)));
}

/**
 * Greatest and least eigenvalue over all live hills' C⁻¹, and the worst ratio within one of them; the least as great as
 * rounding allows it to be, since beside a great one a small one cannot be told from 0.
 */
export interface PrecisionRange {
  readonly greatest: number;
  readonly least: number;
  readonly worstCondition: number;
}

export function precisionRange(mixture: Mixture): PrecisionRange {
  const extremes = extremePrecisions(mixture);
  let greatest = 0;
  let least = Number.POSITIVE_INFINITY;
  let worstCondition = 1;
  for (let k = 0; k < mixture.liveCount; k++) {
    const [greatestHere, leastExact] = extremes(k);
    const leastHere = leastExact + ROUNDING * greatestHere;
    greatest = Math.max(greatest, greatestHere);
    least = Math.min(least, leastHere);
    worstCondition = Math.max(worstCondition, greatestHere / leastHere);
  }
  return { greatest, least, worstCondition };
}

/** The greatest and the least eigenvalue of a hill's C⁻¹. */
function extremePrecisions({
  observationSize: size,
  formLength,
  quadraticForms,
}: Mixture): (k: number) => readonly [greatest: number, least: number] {
  if (formLength === size) {
    return (k) => {
      const form = quadraticForms.subarray(k * size, (k + 1) * size);
      return [form.reduce((x, y) => Math.max(x, y)), form.reduce((x, y) => Math.min(x, y))];
    };
  }
  const eigen = new SymmetricEigen(size);
  const matrix = new Float64Array(size * size);
  return (k) => {
    unpackQuadraticForm(matrix, 0, quadraticForms, k * formLength, size);
    eigen.decompose(matrix, 0);
    return [eigen.values[0], eigen.values[size - 1]];
  };
}

/** Covariance collapse or explosion, from the extreme eigenvalues and condition numbers. */
export function covarianceSigns(range: PrecisionRange): Omit<HealthEvent, "step">[] {
  const signs: Omit<HealthEvent, "step">[] = [];
  const exploded = range.least < EXPLODED_PRECISION;
  // A plain in one direction has a bad condition, too, and is no needle. A precision that is not a number has collapsed.
  const isNeedle = !exploded && range.worstCondition > WORST_CONDITION;
  if (!(range.greatest <= COLLAPSED_PRECISION) || isNeedle) {
    const detail = `precision up to ${range.greatest.toExponential(1)}, condition up to ${range.worstCondition.toExponential(1)}`;
    signs.push({ signature: "covariance-collapse", detail });
  }
  if (exploded) {
    signs.push({
      signature: "covariance-explosion",
      detail: `precision down to ${range.least.toExponential(1)}`,
    });
  }
  return signs;
}

/** Refused updates: the last one would have led a hill out of what can be computed with. */
export function refusalSigns(isWhole: boolean): Omit<HealthEvent, "step">[] {
  if (isWhole) return [];
  const range = `${LEAST_PRECISION.toExponential()} to ${GREATEST_PRECISION.toExponential()}`;
  const detail = `a hill's step led out of precisions of ${range}: it was shortened, or the hill left as it was; smaller covarianceLearningRate, or another metric`;
  return [{ signature: "refused-update", detail }];
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

/**
 * Share of probe states where what was the greedy action is now clearly worse than the best. Where actions are nearly worth the
 * same, as all are in states that the policy left long ago, the greedy one changes in the healthiest of runs. `values` has a
 * row of action values for each of `earlierActions`.
 */
export function overturnedShare(values: Float64Array, earlierActions: Int32Array): number {
  const stateCount = earlierActions.length;
  const actionCount = values.length / stateCount;
  const shortfalls = new Float64Array(stateCount);
  let meanRange = 0;
  for (let i = 0; i < stateCount; i++) {
    const row = values.subarray(i * actionCount, (i + 1) * actionCount);
    const best = Math.max(...row);
    shortfalls[i] = best - row[earlierActions[i]];
    meanRange += (best - Math.min(...row)) / stateCount;
  }
  return shortfalls.filter((shortfall) => shortfall > CLEARLY_WORSE * meanRange).length / stateCount;
}

/** Policy oscillation, from the share of probe states whose greedy action was overturned since the last check. */
export function oscillationSigns(overturned: number): Omit<HealthEvent, "step">[] {
  if (overturned <= OVERTURNED_SHARE) return [];
  const detail = `in ${Math.round(100 * overturned)} % of the probe states another action became clearly better`;
  return [{ signature: "policy-oscillation", detail }];
}

/** Outside the hills, from the share of recent states where no hill has a say: all actions are worth the same there. */
export function outsideSigns(share: number): Omit<HealthEvent, "step">[] {
  if (share <= OUTSIDE_SHARE) return [];
  const detail = `in ${Math.round(100 * share)} % of the recent states no hill has a say: the nearest is over ${FARTHEST_SAY} spreads away`;
  return [{ signature: "outside-hills", detail }];
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

/** Gradient explosion, from the greatest of recent norms and their median. */
export function gradientSigns(norm: number, median: number): Omit<HealthEvent, "step">[] {
  if (Number.isFinite(norm) && norm <= EXPLODED_GRADIENT * Math.max(median, QUIET_GRADIENT)) return [];
  const detail = `gradient norm ${norm.toExponential(1)}, recent median ${median.toExponential(1)}`;
  return [{ signature: "gradient-explosion", detail }];
}
