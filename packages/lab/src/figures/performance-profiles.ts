import { type AgentRow, agentChannels, type FigureSpec, figureConfig } from "./figure-style.ts";

/** The share of an agent's trials that score above a threshold, with its interval. */
export interface ProfileRow extends AgentRow {
  readonly threshold: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Performance profiles over all environments: the line further up and to the right is the better agent. */
export function performanceProfiles(rows: readonly ProfileRow[]): FigureSpec {
  const { color, strokeDash } = agentChannels(rows);
  const x = {
    field: "threshold",
    type: "quantitative" as const,
    title: "normalised score τ (0: random policy, 1: solved)",
    axis: { format: "~g", tickCount: 8 },
    scale: { nice: false },
  };
  const y = {
    field: "value",
    type: "quantitative" as const,
    title: "trials with a score above τ",
    axis: { format: "~%", tickCount: 5 },
    scale: { domain: [0, 1] },
  };
  return {
    config: figureConfig,
    data: { values: [...rows] },
    width: 600,
    height: 320,
    layer: [
      {
        mark: { type: "area", opacity: 0.2 },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, color },
      },
      { mark: { type: "line", strokeWidth: 2 }, encoding: { x, y, color, strokeDash } },
    ],
  };
}
