import type { TrialRecord } from "@drumlin/run";
import { type HeatMapRow, heatMap } from "../figures/heat-map.ts";
import type { FindingsFigure } from "./experiment.ts";
import { figure } from "./figure.ts";
import { optionValues, trialsWith } from "./option-values.ts";

/** An option of the agents as an axis. */
interface OptionAxis {
  readonly option: string;
  readonly title: string;
}

/** What a heat map over two options shows. */
export interface HeatMapContent {
  readonly name: string;
  readonly caption: string;
  readonly x: OptionAxis;
  readonly y: OptionAxis;
  /** What the colours mean. */
  readonly value: string;
  /** Of the trials of one cell that did not fail, of which there is one at least; null leaves the cell empty. */
  readonly summary: (trials: readonly TrialRecord[]) => number | null;
}

/** A heat map over two options of the agents, as a list of one; an empty list where every cell would be empty. */
export function heatMapFigure(
  trials: readonly TrialRecord[],
  { name, caption, x, y, value, summary }: HeatMapContent,
): FindingsFigure[] {
  const rows = optionValues(trials, y.option).flatMap((row) =>
    optionValues(trials, x.option).map((column): HeatMapRow => {
      const cell = trialsWith(trials, { [x.option]: column, [y.option]: row });
      const done = cell.filter(({ status }) => status === "done");
      return { x: String(column), y: String(row), value: done.length === 0 ? null : summary(done) };
    }),
  );
  if (rows.every((row) => row.value === null)) return [];
  return figure(name, caption, rows, (cells) => heatMap(cells, { x: x.title, y: y.title, value }));
}
