import type { HealthRecord } from "@drumlin/run";
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** A stretch of steps. */
export type StepRange = readonly [from: number, to: number];

/** What all charts of a group share. */
export interface ChartView {
  /** Charts of the same key move their cursors together. */
  readonly cursorKey: string;
  /** The steps shown; null: all. */
  readonly zoom: Signal<StepRange | null>;
  /** The step that the page's other views show, null: the newest; absent where there are no such views. */
  readonly shownStep?: Signal<number | null>;
  readonly health?: ReadonlySignal<readonly HealthRecord[]>;
  /** Milliseconds until what changes by itself should be drawn, when it last was at `drawnAt`. */
  wait(drawnAt: number): number;
}

/** Charts change no more often than one can read them. */
export const usualPause = 140;

let groups = 0;

/** A group of charts without anything in common but zoom and cursor. */
export function plainChartView(): ChartView {
  return {
    cursorKey: `charts-${groups++}`,
    zoom: signal<StepRange | null>(null),
    wait: (drawnAt) => drawnAt + usualPause - performance.now(),
  };
}
