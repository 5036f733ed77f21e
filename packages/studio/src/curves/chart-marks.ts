import type { HealthRecord } from "@drumlin/run";
import type uPlot from "uplot";
import type { Palette } from "../ui/palette.ts";
import { healthLetter } from "./health-letter.ts";

/** A value as a dashed line across the plot; nothing where it is not in sight. */
export function drawThreshold(
  { ctx, bbox, valToPos }: uPlot,
  threshold: number | null,
  { text }: Palette,
): void {
  if (threshold === null) return;
  const y = Math.round(valToPos(threshold, "y", true)) + 0.5;
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  ctx.save();
  ctx.strokeStyle = text;
  ctx.globalAlpha = 0.6;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

/** Signs of failure as lines with their letters above the plot. */
export function drawHealth(plot: uPlot, events: readonly HealthRecord[], palette: Palette): void {
  const { min, max } = plot.scales.x!;
  if (events.length === 0 || min == null || max == null) return;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = palette.warning;
  ctx.fillStyle = palette.warning;
  ctx.lineWidth = devicePixelRatio;
  ctx.font = `600 ${10 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  let lettered = Number.NEGATIVE_INFINITY;
  for (const [index, { step }] of events.entries()) {
    if (step < min || step > max) continue;
    const x = Math.round(plot.valToPos(step, "x", true)) + 0.5;
    ctx.globalAlpha = 0.55;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    // Letters that would lie on one another are left to the list.
    if (x - lettered < 12 * devicePixelRatio) continue;
    lettered = x;
    ctx.globalAlpha = 1;
    ctx.fillText(healthLetter(index), x, bbox.top - 4 * devicePixelRatio);
  }
  ctx.restore();
}
