/** Until when one trial was watched, and whether what was waited for had happened by then; if not, it is censored there. */
export interface Observation {
  readonly time: number;
  readonly happened: boolean;
}

/** From `time` on, until the next point's time, `value` is the estimated share of trials for which it has not happened yet. */
export interface SurvivalPoint {
  readonly time: number;
  readonly value: number;
  /** Pointwise 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** Trials censored at this time. */
  readonly censored: number;
}

/** The normal quantile at 97.5 %. */
const Z = 1.959963984540054;

/**
 * Kaplan and Meier's estimate of survival, starting with 1 at time 0, with a point at every observed time, and Greenwood's 95 %
 * intervals on the scale of log(−log S), which keeps them in [0, 1]. Before the first event there is no variance, and the
 * interval is a point; where S is 0 it is undefined, and `high` stays what it was.
 *
 * Source: E. Kaplan, P. Meier, JASA 53 (1958); J. Kalbfleisch, R. Prentice, "The statistical analysis of failure time data", § 1.4.
 */
export function kaplanMeier(observations: readonly Observation[]): SurvivalPoint[] {
  const times = [...new Set(observations.map(({ time }) => time))].sort((a, b) => a - b);
  const points: SurvivalPoint[] = [{ time: 0, value: 1, low: 1, high: 1, censored: 0 }];
  let atRisk = observations.length;
  let variance = 0; // of log S
  for (const time of times) {
    const here = observations.filter((observation) => observation.time === time);
    const events = here.filter(({ happened }) => happened).length;
    const before = points.at(-1)!;
    const value = before.value * (1 - events / atRisk);
    variance += events / (atRisk * (atRisk - events));
    points.push({ time, value, ...interval(value, variance, before.high), censored: here.length - events });
    atRisk -= here.length;
  }
  return points;
}

function interval(value: number, variance: number, highBefore: number): { low: number; high: number } {
  if (value === 1) return { low: 1, high: 1 };
  if (value === 0) return { low: 0, high: highBefore };
  const spread = Math.exp((Z * Math.sqrt(variance)) / Math.log(value));
  return { low: value ** (1 / spread), high: value ** spread };
}
