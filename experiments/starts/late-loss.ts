import * as lab from "@drumlin/lab/experiment";

/** Something that a run in a poor local minimum is left with. */
export interface Loss {
  readonly title: string;
  /** Of the metric. */
  readonly name: string;
}

export const residual: Loss = { title: "Bellman residual", name: "losses/bellman_residual" };
export const losses: readonly Loss[] = [
  residual,
  { title: "TD error", name: "losses/td_error" },
  { title: "loss", name: "losses/loss" },
];

/** The logarithm, to the base 10, of a run's loss over the last third of its evaluations. */
export interface LateLoss {
  readonly mean: number;
  /** The mean's standard error, by how the evaluations scatter: each sees but a few transitions. */
  readonly error: number;
}

/** As a list of one; none where no evaluation tells the loss. */
export function lateLoss({ curve }: lab.TrialRecord, { name }: Loss): LateLoss[] {
  const logs = curve.map(lab.logOf(name)).filter(Number.isFinite);
  if (logs.length === 0) return [];
  const late = logs.slice(-Math.ceil(logs.length / 3));
  return [{ mean: lab.mean(late), error: Math.sqrt(variance(late) / late.length) }];
}

/** Unbiased; 0 of a single value. */
function variance(values: readonly number[]): number {
  const mean = lab.mean(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(values.length - 1, 1);
}

/** The deviation of runs that are alike, and only measured with errors. */
export function noiseDeviation(runs: readonly LateLoss[]): number {
  return Math.sqrt(lab.mean(runs.map(({ error }) => error ** 2)));
}

/** The deviation between seeds, in the quadratic mean over starts, without what their errors make: variances add up. */
export function seedDeviation(starts: readonly (readonly LateLoss[])[]): number {
  return positiveRoot(lab.mean(starts.map((runs) => seenVariance(runs) - noiseDeviation(runs) ** 2)));
}

/** The deviation between starts, without what their seeds make of their means. */
export function startDeviation(starts: readonly (readonly LateLoss[])[]): number {
  const seen = variance(starts.map((runs) => lab.mean(runs.map(({ mean }) => mean))));
  return positiveRoot(seen - lab.mean(starts.map((runs) => seenVariance(runs) / runs.length)));
}

/**
 * The variance of the runs' late losses, as half the mean square of their differences: a bootstrap draws some runs twice, and these
 * are not to make it smaller.
 */
function seenVariance(runs: readonly LateLoss[]): number {
  let [squares, pairs] = [0, 0];
  for (const [index, run] of runs.entries())
    for (const other of runs.slice(0, index)) {
      if (other === run) continue;
      squares += (run.mean - other.mean) ** 2;
      pairs++;
    }
  return squares / Math.max(2 * pairs, 1);
}

/** An estimate of a variance may be below 0, the variance may not. */
function positiveRoot(estimate: number): number {
  return Math.sqrt(Math.max(0, estimate));
}

/** So many standard deviations a normal distribution ranges from its 10 % to its 90 % quantile. */
const normalRange = 2.563;

/** The ratio of the 90 % to the 10 % quantile of losses whose logarithms have this deviation. */
export function factorOf(deviation: number): number {
  return 10 ** (normalRange * deviation);
}
