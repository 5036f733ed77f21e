import { axisTitle, type FigureSpec, figureConfig } from "./figure-style.ts";

/** The value at one place of a grid over two options. */
export interface HeatMapRow {
  readonly x: string | number;
  readonly y: string | number;
  /** Null where no trial succeeded: an empty cell. */
  readonly value: number | null;
}

/** What a heat map's axes and colours mean. */
export interface HeatMapTitles {
  readonly x: string;
  readonly y: string;
  readonly value: string;
}

/**
 * A heat map over two grid options, each value written in its cell. Viridis: its lightness rises with the value, so that it reads in
 * grey. Options' values stand in the order of their first appearance.
 */
export function heatMap(rows: readonly HeatMapRow[], titles: HeatMapTitles): FigureSpec {
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const digits = Math.max(0, 1 - Math.floor(Math.log10(highest - lowest || 1)));
  const bright = lowest + 0.4 * (highest - lowest);
  const axis = (field: "x" | "y") => ({
    field,
    type: "ordinal" as const,
    title: axisTitle(titles[field]),
    sort: [...new Set(rows.map((row) => row[field]))],
    axis: { labelAngle: 0, domain: false, ticks: false, grid: false },
  });
  const columns = new Set(rows.map(({ x }) => x)).size;
  const lines = new Set(rows.map(({ y }) => y)).size;
  return {
    config: figureConfig,
    data: { values: [...rows] },
    width: { step: Math.max(48, Math.min(96, Math.floor(520 / columns))) },
    height: { step: 40 },
    transform: [{ filter: "isValid(datum.value)" }],
    encoding: { x: axis("x"), y: axis("y") },
    layer: [
      {
        mark: { type: "rect", stroke: "white", strokeWidth: 1 },
        encoding: {
          color: {
            field: "value",
            type: "quantitative",
            title: axisTitle(titles.value),
            scale: { scheme: "viridis", zero: false, nice: false },
            legend: { orient: "right", gradientLength: Math.min(160, 40 * lines), tickCount: 5 },
          },
        },
      },
      {
        mark: { type: "text", fontSize: 13 },
        encoding: {
          text: { field: "value", type: "quantitative", format: `.${digits}f` },
          color: { condition: { test: `datum.value > ${bright}`, value: "black" }, value: "white" },
        },
      },
    ],
  };
}
