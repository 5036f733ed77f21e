import { visibleHills } from "./draw-hills.ts";
import { distanceToCenter, distanceToLine, hillEllipse } from "./hill-ellipse.ts";
import type { WeighedHill } from "./plane-field.ts";
import type { PlotFrame } from "./plot-frame.ts";

/** Pixels within which a hill's centre is meant. */
const CENTER_REACH = 12;
/** Pixels within which its line is meant: less, or there would be no ground to ask about. */
const LINE_REACH = 3.5;
/** Lines of hills less important than this are too faint to be meant. */
const CLEAR_LINE = 0.3;

/** The hill that somebody means who points at a pixel; undefined where that is the ground. */
export function hillAt(
  hills: readonly WeighedHill[],
  frame: PlotFrame,
  x: number,
  y: number,
): WeighedHill | undefined {
  let nearest: WeighedHill | undefined;
  let nearestShare = 1;
  for (const hill of visibleHills(hills)) {
    const ellipse = hillEllipse(hill, frame);
    const toLine = hill.importance < CLEAR_LINE ? 1 : distanceToLine(ellipse, x, y) / LINE_REACH;
    const share = Math.min(distanceToCenter(ellipse, x, y) / CENTER_REACH, toLine);
    if (share < nearestShare) [nearest, nearestShare] = [hill, share];
  }
  return nearest;
}
