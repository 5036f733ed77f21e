import { actionColor } from "../ui/action-color.ts";
import type { Palette } from "../ui/palette.ts";
import { mixed } from "./colors.ts";
import { type HillEllipse, hillEllipse } from "./hill-ellipse.ts";
import type { WeighedHill } from "./plane-field.ts";
import { clipped, type Plot, stroke } from "./plot.ts";

/** Ellipses are faint lines: of more than this many nothing can be told. */
const MOST_ELLIPSES = 120;
/** Hills less important than this share of the first are not seen. */
const LEAST_IMPORTANCE = 0.02;

/** The hills that are drawn, the most important first. */
export function visibleHills(hills: readonly WeighedHill[]): readonly WeighedHill[] {
  return hills.slice(0, MOST_ELLIPSES).filter(({ importance }) => importance > LEAST_IMPORTANCE);
}

/** The colour of a hill's lines: its action's, set off against the filled plane. */
export function hillInk(palette: Palette, hill: WeighedHill): string {
  return mixed(actionColor(palette, hill.action), palette.text, palette.isDark ? 0.25 : 0.32);
}

/** Every hill that can be seen: its ellipse and centre, in the colour of its action, the fainter the less it matters here. */
export function drawHills(plot: Plot, hills: readonly WeighedHill[]): void {
  const { context, frame, palette } = plot;
  clipped(plot, () => {
    for (const hill of visibleHills(hills).toReversed()) {
      const ellipse = hillEllipse(hill, frame);
      const ink = hillInk(palette, hill);
      const opacity = 0.07 + 0.83 * hill.importance ** 1.4;
      traceEllipse(context, ellipse);
      context.globalAlpha = 0.6 * opacity * hill.importance;
      stroke(context, palette.surface, 3.2);
      context.globalAlpha = opacity;
      stroke(context, ink, 1 + 0.6 * hill.importance);
      context.beginPath();
      context.arc(ellipse.x, ellipse.y, 2.2 + 1.6 * hill.importance, 0, 2 * Math.PI);
      context.fillStyle = ink;
      context.fill();
      stroke(context, palette.surface, 1);
    }
  });
}

/** Begins the context's path with an ellipse. */
export function traceEllipse(context: CanvasRenderingContext2D, ellipse: HillEllipse): void {
  const { x, y, major, minor, angle } = ellipse;
  context.beginPath();
  context.ellipse(x, y, major, minor, angle, 0, 2 * Math.PI);
}
