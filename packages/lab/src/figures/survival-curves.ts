import {
  type AgentRow,
  agentChannels,
  environmentPanels,
  type FigureSpec,
  figureConfig,
} from "./figure-style.ts";

/** From `step` on, the share of trials that have not solved the environment yet, with its interval. */
export interface SurvivalRow extends AgentRow {
  readonly environment: string;
  readonly step: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Trials whose watch ended at this step, unsolved: marked by an upright stroke. */
  readonly censored: number;
}

/** Steps to solve as Kaplan and Meier's survival curves: the sooner a line falls, the sooner its agent solves. */
export function survivalCurves(rows: readonly SurvivalRow[]): FigureSpec {
  const { color, strokeDash } = agentChannels(rows);
  const x = {
    field: "step",
    type: "quantitative" as const,
    title: "environment steps",
    axis: { labelExpr: "format(datum.value, '~s')", tickCount: 5 },
  };
  const y = {
    field: "value",
    type: "quantitative" as const,
    title: "trials not solved yet",
    axis: { format: "~%", tickCount: 5 },
    scale: { domain: [0, 1] },
  };
  return {
    config: figureConfig,
    data: { values: [...rows] },
    ...environmentPanels(rows, [
      {
        mark: { type: "area", interpolate: "step-after", opacity: 0.15 },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, color },
      },
      {
        mark: { type: "line", interpolate: "step-after", strokeWidth: 2 },
        encoding: { x, y, color, strokeDash },
      },
      {
        transform: [{ filter: "datum.censored > 0" }],
        mark: { type: "tick", orient: "vertical", size: 14, thickness: 2 },
        encoding: { x, y, color },
      },
    ]),
  };
}
