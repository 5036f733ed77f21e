import type { MetricPoint, Point, ThinnedMetric } from "@drumlin/run";

/** What a listener knows of a run's metrics. Steps of a metric never go back, so its last step says it. */
export class ToldPoints {
  readonly #lastSteps = new Map<string, number>();
  #lastStep = 0;

  /** The listener knows all points of these metrics. */
  constructor(series: readonly ThinnedMetric[]) {
    for (const { name, steps } of series) this.#know(name, steps.at(-1) ?? 0);
  }

  /** The listener knows every point before this step. */
  get lastStep(): number {
    return this.#lastStep;
  }

  /** Those of the points that the listener does not know, by step; from now on it does. */
  take(points: readonly MetricPoint[]): Point[] {
    return points
      .toSorted((a, b) => a.step - b.step)
      .flatMap(({ name, step, value }): Point[] => {
        if (step <= (this.#lastSteps.get(name) ?? -1)) return [];
        this.#know(name, step);
        return [[name, step, value]];
      });
  }

  #know(name: string, step: number): void {
    this.#lastSteps.set(name, step);
    this.#lastStep = Math.max(this.#lastStep, step);
  }
}
