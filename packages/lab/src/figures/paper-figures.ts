import type { FigureSpec } from "./figure-style.ts";
import { type LearningCurveRow, learningCurves } from "./learning-curves.ts";
import { type ReturnBySizeRow, returnBySize } from "./return-by-size.ts";

/** The paper's Figs. 1a and 2a: return against steps in one environment, half as wide as other figures. */
export function paperLearningCurves(rows: readonly LearningCurveRow[]): FigureSpec {
  return learningCurves(rows, { valueTitle: "Return", stepTitle: "Steps", width: "half" });
}

/** The paper's Figs. 1b and 2b: return against the share of nonzero parameters in one environment, half as wide as other figures. */
export function paperReturnByShare(rows: readonly ReturnBySizeRow[]): FigureSpec {
  const titles = { valueTitle: "Return", sizeTitle: "Nonzero parameters, % of all" };
  return returnBySize(rows, { ...titles, relative: true, width: "half" });
}
