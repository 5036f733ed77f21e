import {
  type AgentRow,
  agentChannels,
  axisTitle,
  environmentPanels,
  type FigureSpec,
  type FigureWidth,
  figureConfig,
} from "./figure-style.ts";

/** An agent's aggregate at one evaluation in one environment, with its interval. */
export interface LearningCurveRow extends AgentRow {
  readonly environment: string;
  readonly step: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The return at which the environment counts as solved, drawn as a thin line where given. */
  readonly threshold?: number;
}

/** Learning curves: a panel an environment, a line an agent, its interval as a band, a symbol at every eighth of the way. */
export function learningCurves(
  rows: readonly LearningCurveRow[],
  {
    valueTitle = "return (interquartile mean)",
    stepTitle = "environment steps",
    width = "whole",
  }: { valueTitle?: string; stepTitle?: string; width?: FigureWidth } = {},
): FigureSpec {
  const { color, strokeDash, shape } = agentChannels(rows, width);
  const x = {
    field: "step",
    type: "quantitative" as const,
    title: stepTitle,
    axis: { labelExpr: "format(datum.value, '~s')", tickCount: 5 },
    scale: { nice: false },
  };
  const y = {
    field: "value",
    type: "quantitative" as const,
    title: axisTitle(valueTitle),
    axis: { tickCount: 6 },
    scale: { zero: false },
  };
  const evaluations = new Set(rows.map(({ step }) => step)).size;
  const apart = Math.max(1, Math.round(evaluations / 8));
  return {
    config: figureConfig,
    data: { values: [...rows] },
    ...environmentPanels(
      rows,
      [
        {
          mark: { type: "area", opacity: 0.2 },
          encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, color },
        },
        {
          mark: { type: "rule", color: "currentColor", strokeDash: [2, 3], opacity: 0.6 },
          encoding: { y: { ...y, field: "threshold", aggregate: "max" } },
        },
        { mark: { type: "line", strokeWidth: 2 }, encoding: { x, y, color, strokeDash } },
        {
          transform: [
            {
              window: [{ op: "row_number", as: "evaluation" }],
              groupby: ["agent", "environment"],
              sort: [{ field: "step" }],
            },
            { filter: `datum.evaluation % ${apart} === 0` },
          ],
          mark: { type: "point", filled: true, size: 45, opacity: 1 },
          encoding: { x, y, color, shape },
        },
      ],
      width,
    ),
  };
}
