import type { EnvironmentSpec, PlaneDimensions } from "drumlin";
import { labelWithUnit } from "../state/label-with-unit.ts";
import type { Plot } from "./plot.ts";

const [small, usual] = ["11.5px system-ui, sans-serif", "12.5px system-ui, sans-serif"];

/** The frame, its ticks, and the observations' names and units. */
export function drawAxes(plot: Plot, [i, j]: PlaneDimensions, { observationNames }: EnvironmentSpec): void {
  const { context, frame, palette } = plot;
  context.strokeStyle = palette.muted;
  context.lineWidth = 1;
  context.strokeRect(frame.left - 0.5, frame.top - 0.5, frame.width + 1, frame.height + 1);
  drawTicks(plot);
  drawNameAcross(plot, labelWithUnit(observationNames[i]!));
  context.save();
  context.translate(0, Math.round(frame.top + frame.height / 2));
  context.rotate(-Math.PI / 2);
  context.textBaseline = "top";
  context.fillText(labelWithUnit(observationNames[j]!), 0, 0);
  context.restore();
}

/** Round numbers along both axes. */
export function drawTicks({ context, frame, palette }: Plot): void {
  const bottom = frame.top + frame.height;
  context.strokeStyle = context.fillStyle = palette.muted;
  context.lineWidth = 1;
  context.font = small;
  context.beginPath();
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const { value, label } of frame.ticksAcross) {
    const x = Math.round(frame.across(value)) + 0.5;
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + 4);
    context.fillText(label, x, bottom + 7);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const { value, label } of frame.ticksUp) {
    const y = Math.round(frame.down(value)) + 0.5;
    context.moveTo(frame.left, y);
    context.lineTo(frame.left - 4, y);
    context.fillText(label, frame.left - 7, y);
  }
  context.stroke();
}

/** What the axis across stands for. */
export function drawNameAcross({ context, frame, palette }: Plot, name: string): void {
  context.fillStyle = palette.text;
  context.font = usual;
  context.textAlign = "center";
  context.textBaseline = "bottom";
  const [middle, bottom] = [frame.left + frame.width / 2, frame.top + frame.height].map(Math.round);
  context.fillText(name, middle!, bottom! + 42);
}
