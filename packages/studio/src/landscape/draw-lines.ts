import { actionColor } from "../ui/action-color.ts";
import { drawNameAcross, drawTicks } from "./draw-axes.ts";
import { type Plot, stroke } from "./plot.ts";

/** A line for each action over the places of one axis, with the axes they are read on. */
export function drawLines(
  plot: Plot,
  name: string,
  places: readonly number[],
  lines: readonly (readonly number[])[],
): void {
  const { context, frame, palette } = plot;
  context.beginPath();
  for (const { value } of frame.ticksUp) {
    context.moveTo(frame.left, frame.down(value));
    context.lineTo(frame.left + frame.width, frame.down(value));
  }
  stroke(context, palette.line, 1);
  drawTicks(plot);
  drawNameAcross(plot, name);
  context.lineJoin = "round";
  lines.forEach((line, a) => {
    context.beginPath();
    for (const [i, value] of line.entries()) context.lineTo(frame.across(places[i]!), frame.down(value));
    stroke(context, actionColor(palette, a), 2.5);
  });
}

/** Visited states as marks on the axis, the present one as a line across all others. */
export function drawStates(plot: Plot, visited: Iterable<number>, present: number | undefined): void {
  const { context, frame, palette } = plot;
  const bottom = frame.top + frame.height;
  const trace = (value: number, top: number) => {
    context.moveTo(frame.across(value), top);
    context.lineTo(frame.across(value), bottom);
  };
  context.globalAlpha = 0.25;
  context.beginPath();
  for (const value of visited) trace(value, bottom - 7);
  stroke(context, palette.text, 1);
  context.globalAlpha = 1;
  if (present === undefined) return;
  context.beginPath();
  trace(present, frame.top);
  stroke(context, palette.text, 2);
}
