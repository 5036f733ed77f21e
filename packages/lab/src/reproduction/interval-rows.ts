import { Xoshiro128 } from "drumlin";
import { stratifiedBootstrap } from "../analysis/stratified-bootstrap.ts";
import type { IntervalRow } from "../figures/interval-plot.ts";

/** An interval plot's row: a statistic of one number a trial, and its 95 % interval over trials; none without a trial. */
export function intervalRows(
  agent: string,
  measure: string,
  values: readonly number[],
  statistic: (values: readonly number[]) => number,
): IntervalRow[] {
  if (values.length === 0) return [];
  const random = Xoshiro128.fromSeed(0, 0);
  const [estimate] = stratifiedBootstrap([values], ([stratum]) => [statistic(stratum!)], { random });
  return [{ agent, measure, ...estimate! }];
}
