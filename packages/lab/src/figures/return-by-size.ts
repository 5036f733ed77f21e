import {
  type AgentRow,
  agentChannels,
  axisTitle,
  environmentPanels,
  type FigureSpec,
  type FigureWidth,
  figureConfig,
} from "./figure-style.ts";

/** The final return of one kind of agent at one size. */
export interface ReturnBySizeRow extends AgentRow {
  readonly environment: string;
  /** Numbers of the model that are not 0. */
  readonly nonzero: number;
  /** All numbers of the model. */
  readonly total: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** For a logarithmic axis, which draws those within its domain: powers of ten, and more between them where sizes span little. */
function ticks(sizes: readonly number[]): number[] {
  const span = Math.max(...sizes) / Math.min(...sizes);
  const digits = span > 100 ? [1] : span > 5 ? [1, 2, 5] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const powers = Array.from({ length: 12 }, (_, index) => 10 ** (index - 3));
  return powers.flatMap((power) => digits.map((digit) => digit * power));
}

/**
 * Final return against the number of nonzero parameters, or their share, on a logarithmic axis: what an agent keeps of its return as
 * it becomes sparser. A model without any nonzero number is drawn where one number is, as the axis knows no 0.
 */
export function returnBySize(
  rows: readonly ReturnBySizeRow[],
  {
    relative = false,
    valueTitle = "final return (interquartile mean)",
    sizeTitle = relative ? "nonzero parameters (% of all, logarithmic)" : "nonzero parameters (logarithmic)",
    width = "whole",
  }: { relative?: boolean; valueTitle?: string; sizeTitle?: string; width?: FigureWidth } = {},
): FigureSpec {
  const sizeOf = ({ nonzero, total }: ReturnBySizeRow) =>
    relative ? (100 * Math.max(nonzero, 1)) / total : Math.max(nonzero, 1);
  const { color, strokeDash, shape } = agentChannels(rows, width);
  const x = {
    field: "size",
    type: "quantitative" as const,
    title: axisTitle(sizeTitle),
    axis: { labelExpr: `format(datum.value, '${relative ? "~g" : "~s"}')`, values: ticks(rows.map(sizeOf)) },
    scale: { type: "log" as const, nice: false, padding: 12 },
  };
  const y = {
    field: "value",
    type: "quantitative" as const,
    title: axisTitle(valueTitle),
    axis: { tickCount: 6 },
    scale: { zero: false },
  };
  return {
    config: figureConfig,
    data: { values: rows.map((row) => ({ ...row, size: sizeOf(row) })) },
    ...environmentPanels(
      rows,
      [
        {
          mark: { type: "rule", strokeWidth: 1.5, opacity: 0.7 },
          encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, color },
        },
        { mark: { type: "line", strokeWidth: 2 }, encoding: { x, y, color, strokeDash } },
        { mark: { type: "point", filled: true, size: 60, opacity: 1 }, encoding: { x, y, color, shape } },
      ],
      width,
    ),
  };
}
