import { kaplanMeier, type Observation } from "./kaplan-meier.ts";

/** A time and its 95 % interval; null where the trials were not watched long enough to tell. */
export interface MedianTime {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Products of shares that are 1/2 on paper are so only up to rounding. */
const HALF = 0.5 + 1e-9;

/**
 * The time by which it has happened for half of the trials, censored ones considered: the first at which Kaplan and Meier's
 * estimate is at most 1/2. The interval holds the times whose survival interval holds 1/2.
 *
 * Source: R. Brookmeyer, J. Crowley, "A confidence interval for the median survival time", Biometrics 38 (1982).
 */
export function medianTime(observations: readonly Observation[]): MedianTime {
  const points = kaplanMeier(observations);
  const firstTime = (bound: "value" | "low" | "high") =>
    points.find((point) => point[bound] <= HALF)?.time ?? null;
  return { value: firstTime("value"), low: firstTime("low"), high: firstTime("high") };
}
