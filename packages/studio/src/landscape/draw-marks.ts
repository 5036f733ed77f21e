import type { PlaneDimensions } from "drumlin";
import { clamp } from "../ui/range.ts";
import { hillInk, traceEllipse } from "./draw-hills.ts";
import { hillEllipse } from "./hill-ellipse.ts";
import type { PlanePoint, WeighedHill } from "./plane-field.ts";
import { clipped, type Plot, stroke } from "./plot.ts";

/** Visited observations (count × size) as a faint cloud. */
export function drawVisited(plot: Plot, [i, j]: PlaneDimensions, visited: Float32Array, size: number): void {
  const { context, frame, palette } = plot;
  clipped(plot, () => {
    context.globalAlpha = palette.isDark ? 0.34 : 0.26;
    context.fillStyle = palette.text;
    context.beginPath();
    for (let at = 0; at + size <= visited.length; at += size) {
      const [x, y] = [frame.across(visited[at + i]!), frame.down(visited[at + j]!)];
      context.moveTo(x + 1.4, y);
      context.arc(x, y, 1.4, 0, 2 * Math.PI);
    }
    context.fill();
  });
}

/** A hill that is pointed at or selected: emphasised, and named. */
export function drawNamedHill(plot: Plot, hill: WeighedHill): void {
  const { context, frame, palette } = plot;
  const ellipse = hillEllipse(hill, frame);
  const ink = hillInk(palette, hill);
  clipped(plot, () => {
    traceEllipse(context, ellipse);
    context.fillStyle = ink;
    context.globalAlpha = 0.12;
    context.fill();
    context.globalAlpha = 1;
    stroke(context, palette.surface, 6);
    stroke(context, ink, 2.6);
    context.beginPath();
    context.arc(ellipse.x, ellipse.y, 5, 0, 2 * Math.PI);
    context.fill();
    stroke(context, palette.surface, 2);
  });
  drawLabel(plot, `hill ${hill.id}`, ellipse.x, ellipse.y - 12);
}

function drawLabel({ context, frame, palette }: Plot, text: string, wishedX: number, wishedY: number): void {
  context.font = "600 12.5px system-ui, sans-serif";
  const width = context.measureText(text).width + 14;
  const x = clamp(wishedX, [frame.left + width / 2 + 3, frame.left + frame.width - width / 2 - 3]);
  const y = clamp(wishedY - 6, [frame.top + 14, frame.top + frame.height - 14]);
  context.beginPath();
  context.roundRect(x - width / 2, y - 11, width, 22, 6);
  context.fillStyle = palette.surface;
  context.fill();
  stroke(context, palette.line, 1);
  context.fillStyle = palette.text;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + 0.5);
}

/** Where something went, the oldest point first: a line that fades towards it. */
export function drawTrail(plot: Plot, points: readonly PlanePoint[], color: string, width: number): void {
  const { context, frame, palette } = plot;
  const lineThrough = (color: string, width: number) => {
    for (let i = 1; i < points.length; i++) {
      const [from, to] = [points[i - 1]!, points[i]!];
      context.globalAlpha = 0.1 + 0.85 * (i / points.length);
      context.beginPath();
      context.moveTo(frame.across(from[0]), frame.down(from[1]));
      context.lineTo(frame.across(to[0]), frame.down(to[1]));
      stroke(context, color, width);
    }
  };
  clipped(plot, () => {
    context.lineCap = "round";
    lineThrough(palette.surface, width + 2);
    lineThrough(color, width);
  });
}

/** The present state. */
export function drawPresent(plot: Plot, [x, y]: PlanePoint): void {
  const { context, frame, palette } = plot;
  clipped(plot, () => {
    context.beginPath();
    context.arc(frame.across(x), frame.down(y), 6, 0, 2 * Math.PI);
    context.fillStyle = palette.text;
    context.fill();
    stroke(context, palette.surface, 2.5);
  });
}

/** The point that was asked about. */
export function drawAsked(plot: Plot, point: PlanePoint): void {
  const { context, frame, palette } = plot;
  const [x, y] = [frame.across(point[0]), frame.down(point[1])];
  clipped(plot, () => {
    context.lineCap = "round";
    context.beginPath();
    context.moveTo(x - 9, y);
    context.lineTo(x + 9, y);
    context.moveTo(x, y - 9);
    context.lineTo(x, y + 9);
    stroke(context, palette.surface, 6);
    stroke(context, palette.text, 2.5);
  });
}

/** Where the keyboard stands, before it has asked. */
export function drawCursor({ context, frame, palette }: Plot, [x, y]: PlanePoint): void {
  context.beginPath();
  context.arc(frame.across(x), frame.down(y), 8, 0, 2 * Math.PI);
  stroke(context, palette.surface, 5);
  stroke(context, palette.accent, 2);
}
