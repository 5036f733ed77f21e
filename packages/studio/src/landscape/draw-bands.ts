import { actionColor } from "../ui/action-color.ts";
import { niceStep } from "../ui/nice-step.ts";
import type { Palette } from "../ui/palette.ts";
import { extent } from "../ui/range.ts";
import { mixed, valueColor } from "./colors.ts";
import { isoRings, type Ring } from "./iso-rings.ts";
import type { PlaneField } from "./plane-field.ts";
import { clipped, type Plot } from "./plot.ts";
import type { PlotFrame } from "./plot-frame.ts";

/** What fills the plane: the decision, or one action's value. */
export type Fill = "decision" | number;

/** Contours of the lead drawn at most; beyond the last it is all one colour. */
export const LEAD_BANDS_DRAWN = 9;

/** The colour of an action that leads by `band` steps: pale where it hardly does. */
export function leadColor(palette: Palette, action: number, band: number): string {
  const strength = 0.1 + (palette.isDark ? 0.56 : 0.58) * (band / LEAD_BANDS_DRAWN) ** 0.85;
  return mixed(palette.surface, actionColor(palette, action), strength);
}

/** The round numbers at which an action's value has its contours. */
export function valueLevels(values: Float64Array): number[] {
  const [low, high] = extent(values);
  if (!(high > low)) return [];
  const step = niceStep((high - low) / 18);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** Fills the plane with bands, and draws the lines between them. */
export function drawBands(plot: Plot, field: PlaneField, fill: Fill): void {
  clipped(plot, () => {
    if (fill === "decision") drawDecision(plot, field);
    else drawValue(plot, field, field.values[fill]!);
  });
}

function drawDecision({ context, frame, palette }: Plot, field: PlaneField): void {
  const { leads, resolution, leadStep } = field;
  // Where three actions meet, what lies between their interpolated borders is nobody's.
  context.fillStyle = palette.surface;
  context.fillRect(frame.left, frame.top, frame.width, frame.height);
  const borders: Path2D[] = [];
  leads.forEach((lead, a) => {
    for (let band = 0; band < LEAD_BANDS_DRAWN; band++) {
      const rings = isoRings(lead, resolution, resolution, band * leadStep);
      if (rings.length === 0) break;
      context.fillStyle = leadColor(palette, a, band);
      context.fill(closedPath(rings, frame, field), "evenodd");
      if (band === 0) borders.push(openPath(rings, frame, field));
      else strokeContour(context, openPath(rings, frame, field), palette.surface, 0.3);
    }
  });
  context.lineJoin = "round";
  for (const border of borders) strokeContour(context, border, palette.surface, 0.7, 4.5);
  for (const border of borders) strokeContour(context, border, palette.text, 0.95, 2);
}

function drawValue({ context, frame, palette }: Plot, field: PlaneField, values: Float64Array): void {
  const levels = valueLevels(values);
  context.fillStyle = valueColor(0);
  context.fillRect(frame.left, frame.top, frame.width, frame.height);
  levels.forEach((level, i) => {
    const rings = isoRings(values, field.resolution, field.resolution, level);
    context.fillStyle = valueColor((i + 1) / levels.length);
    context.fill(closedPath(rings, frame, field), "evenodd");
    strokeContour(context, openPath(rings, frame, field), palette.isDark ? "#000000" : "#ffffff", 0.35);
  });
}

function strokeContour(
  context: CanvasRenderingContext2D,
  path: Path2D,
  color: string,
  alpha: number,
  width = 0.75,
): void {
  context.globalAlpha = alpha;
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke(path);
  context.globalAlpha = 1;
}

/** Where the points of a field's grid, and those between them, are on the canvas. */
function gridPlaces({ left, top, width, height }: PlotFrame, last: number) {
  return {
    across: (column: number) => left + (column * width) / last,
    down: (row: number) => top + height - (row * height) / last,
  };
}

function closedPath(rings: readonly Ring[], frame: PlotFrame, { resolution }: PlaneField): Path2D {
  const { across, down } = gridPlaces(frame, resolution - 1);
  const path = new Path2D();
  for (const ring of rings) {
    path.moveTo(across(ring[0]!), down(ring[1]!));
    for (let i = 2; i < ring.length; i += 2) {
      path.lineTo(across(ring[i]!), down(ring[i + 1]!));
    }
    path.closePath();
  }
  return path;
}

/** The rings without what runs along the plane's own edge. */
function openPath(rings: readonly Ring[], frame: PlotFrame, { resolution }: PlaneField): Path2D {
  const { across, down } = gridPlaces(frame, resolution - 1);
  const path = new Path2D();
  for (const ring of rings) {
    path.moveTo(across(ring[0]!), down(ring[1]!));
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      const [fromX, fromY, x, y] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!];
      const isEdge =
        (x === fromX && (x === 0 || x === resolution - 1)) ||
        (y === fromY && (y === 0 || y === resolution - 1));
      if (isEdge) path.moveTo(across(x), down(y));
      else path.lineTo(across(x), down(y));
    }
  }
  return path;
}
