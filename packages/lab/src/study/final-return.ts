import { Xoshiro128 } from "drumlin";
import { interquartileMean } from "../analysis/interquartile-mean.ts";
import { stratifiedBootstrap } from "../analysis/stratified-bootstrap.ts";

/** What agents of several seeds earn in the end: the interquartile mean, and where it lies with 95 % confidence. */
export interface FinalReturn {
  readonly interquartileMean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The interquartile mean of the final returns of several seeds with its percentile bootstrap interval over seeds; the same
 * numbers for the same returns. Null for no returns.
 */
export function finalReturn(returns: readonly number[]): FinalReturn | null {
  if (returns.length === 0) return null;
  const options = { random: Xoshiro128.fromSeed(0, 0) };
  const [{ value, low, high }] = stratifiedBootstrap(
    [returns],
    (strata) => [interquartileMean(strata)],
    options,
  );
  return { interquartileMean: value, low, high };
}
