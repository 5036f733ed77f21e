import type { Palette } from "../ui/palette.ts";
import { hillInk } from "./draw-field.ts";
import { hillEllipse } from "./hill-ellipse.ts";
import type { WeighedHill } from "./plane-field.ts";
import type { PlotFrame } from "./plot-frame.ts";

/** A point of the plane. */
export type PlanePoint = readonly [x: number, y: number];

/** A hill that is pointed at or selected: emphasised, and named. */
export function drawNamedHill(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  hill: WeighedHill,
  palette: Palette,
): void {
  const { x, y, major, minor, angle } = hillEllipse(hill, frame);
  context.save();
  frame.clip(context);
  context.beginPath();
  context.ellipse(x, y, major, minor, angle, 0, 2 * Math.PI);
  context.fillStyle = hillInk(palette, hill);
  context.globalAlpha = 0.12;
  context.fill();
  context.globalAlpha = 1;
  haloed(context, palette.surface, 6, hillInk(palette, hill), 2.6);
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  context.fill();
  haloed(context, palette.surface, 2, palette.surface, 1.5);
  context.restore();
  drawLabel(context, frame, `hill ${hill.id}`, x, y - 12, palette);
}

function drawLabel(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  text: string,
  wishedX: number,
  wishedY: number,
  palette: Palette,
): void {
  context.font = "600 12.5px system-ui, sans-serif";
  const width = context.measureText(text).width + 14;
  const x = Math.min(frame.left + frame.width - width / 2 - 3, Math.max(frame.left + width / 2 + 3, wishedX));
  const y = Math.min(frame.top + frame.height - 14, Math.max(frame.top + 14, wishedY - 6));
  context.beginPath();
  context.roundRect(x - width / 2, y - 11, width, 22, 6);
  context.fillStyle = palette.surface;
  context.fill();
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = palette.text;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + 0.5);
}

/** Where something went, the oldest point first: a line that fades towards it. */
export function drawTrail(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  points: readonly PlanePoint[],
  color: string,
  width: number,
  palette: Palette,
): void {
  context.save();
  frame.clip(context);
  context.lineCap = "round";
  for (const [style, thickness] of [
    [palette.surface, width + 2],
    [color, width],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = thickness;
    for (let i = 1; i < points.length; i++) {
      const [from, to] = [points[i - 1]!, points[i]!];
      context.globalAlpha = 0.1 + 0.85 * (i / points.length);
      context.beginPath();
      context.moveTo(frame.across(from[0]), frame.down(from[1]));
      context.lineTo(frame.across(to[0]), frame.down(to[1]));
      context.stroke();
    }
  }
  context.restore();
}

/** The present state. */
export function drawPresent(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  [x, y]: PlanePoint,
  palette: Palette,
): void {
  context.save();
  frame.clip(context);
  context.beginPath();
  context.arc(frame.across(x), frame.down(y), 6, 0, 2 * Math.PI);
  context.fillStyle = palette.text;
  context.fill();
  context.strokeStyle = palette.surface;
  context.lineWidth = 2.5;
  context.stroke();
  context.restore();
}

/** The point that was asked about. */
export function drawAsked(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  point: PlanePoint,
  palette: Palette,
): void {
  const [x, y] = [frame.across(point[0]), frame.down(point[1])];
  context.save();
  frame.clip(context);
  context.lineCap = "round";
  context.beginPath();
  context.moveTo(x - 9, y);
  context.lineTo(x + 9, y);
  context.moveTo(x, y - 9);
  context.lineTo(x, y + 9);
  haloed(context, palette.surface, 6, palette.text, 2.5);
  context.restore();
}

/** Where the keyboard stands, before it has asked. */
export function drawCursor(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  point: PlanePoint,
  palette: Palette,
): void {
  context.beginPath();
  context.arc(frame.across(point[0]), frame.down(point[1]), 8, 0, 2 * Math.PI);
  haloed(context, palette.surface, 5, palette.accent, 2);
}

function haloed(
  context: CanvasRenderingContext2D,
  halo: string,
  haloWidth: number,
  color: string,
  width: number,
): void {
  context.strokeStyle = halo;
  context.lineWidth = haloWidth;
  context.stroke();
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}
