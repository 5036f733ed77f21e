import type { ThinnedMetric } from "@drumlin/run";
import { createContext } from "preact";
import type { Series } from "../state/series.ts";
import type { StepRange } from "./chart-view.ts";

/** Fetches a stretch of a metric, finer than the page has it. Rejects when it cannot. */
export type FinerSeries = (name: string, range: StepRange) => Promise<ThinnedMetric>;

/** Where finer series come from; null where the page has all there is. */
export const FinerSeriesSource = createContext<FinerSeries | null>(null);

/** The columns of a series that a chart draws. */
export type SeriesColumns = Pick<Series, "steps" | "means" | "minima" | "maxima">;

/** A series with a finer stretch in the place of its own points there. */
export function withFinerStretch(series: SeriesColumns, finer: ThinnedMetric | undefined): SeriesColumns {
  const [first, last] = [finer?.steps[0], finer?.steps.at(-1)];
  if (finer === undefined || first === undefined || last === undefined) return series;
  const before = series.steps.findIndex((step) => step >= first);
  const after = series.steps.findIndex((step) => step > last);
  const join = (coarse: readonly number[], fine: readonly number[]) => [
    ...coarse.slice(0, before < 0 ? coarse.length : before),
    ...fine,
    ...(after < 0 ? [] : coarse.slice(after)),
  ];
  return {
    steps: join(series.steps, finer.steps),
    means: join(series.means, finer.means),
    minima: join(series.minima, finer.minima),
    maxima: join(series.maxima, finer.maxima),
  };
}
