import { type AgentRow, agentChannels, axisTitle, type FigureSpec, figureConfig } from "./figure-style.ts";

/** One aggregate of one agent, with its interval. */
export interface IntervalRow extends AgentRow {
  /** What is measured, and in what: the title of its panel's axis. */
  readonly measure: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Intervals: a panel a measure, a row an agent, a bar from low to high and a symbol at the value. At most three measures. */
export function intervalPlot(rows: readonly IntervalRow[]): FigureSpec {
  const { color, shape } = agentChannels(rows);
  const measures = [...new Set(rows.map(({ measure }) => measure))];
  const agents = color.scale.domain;
  const longest = Math.max(...agents.map(({ length }) => length));
  const width = Math.floor((690 - 10.4 * longest) / measures.length) - 24;
  return {
    config: figureConfig,
    data: { values: [...rows] },
    spacing: 24,
    hconcat: measures.map((measure, index) => {
      const x = {
        field: "value",
        type: "quantitative" as const,
        title: axisTitle(measure),
        axis: { labelExpr: "format(datum.value, '~g')", tickCount: 4 },
        scale: { zero: false, padding: 6 },
      };
      const y = {
        field: "agent",
        type: "nominal" as const,
        sort: agents,
        title: null,
        axis: { labels: index === 0, labelFontSize: 13, labelLimit: 300, domain: false, ticks: false },
      };
      return {
        transform: [{ filter: { field: "measure", equal: measure } }],
        width,
        height: { step: 32 },
        layer: [
          {
            mark: { type: "bar", height: 14, opacity: 0.35 },
            encoding: {
              x: { ...x, field: "low" },
              x2: { field: "high" },
              y,
              color: { ...color, legend: null },
            },
          },
          {
            mark: { type: "point", filled: true, size: 70, opacity: 1 },
            encoding: { x, y, color: { ...color, legend: null }, shape },
          },
        ],
      };
    }),
  };
}
