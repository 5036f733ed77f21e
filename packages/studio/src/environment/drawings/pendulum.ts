import { formatSignificant } from "@drumlin/run";
import type { EnvironmentDrawing, Scene } from "../environment-drawing.ts";
import { subdivide, turn } from "../interpolation.ts";
import { opposingEfforts } from "./effort.ts";
import { apart, bentArrow, disc, fadingPath, label, line, type Point } from "./strokes.ts";

/** Of half the view, in rod lengths. */
const reach = 1.3;

const interpolate = turn([0]);

/** Pendulum: the rod, and the upright where it is to be held. */
export const pendulum: EnvironmentDrawing = {
  stepsPerSecond: 20,
  aspectRatio: 1.6,
  interpolate,
  draw,
  describe: (observation) => {
    const degrees = (Math.atan2(observation[1]!, observation[0]!) * 180) / Math.PI;
    return `${Math.abs(degrees).toFixed(0)}° from upright, ${formatSignificant(observation[2]!)} rad/s`;
  },
};

function draw(scene: Scene): void {
  const { context, width, height, observation, trail, palette } = scene;
  const scale = height / (2 * reach);
  const pivot: Point = [width / 2, height / 2];
  // Angle 0 is upright, and grows counter-clockwise.
  const end = (seen: ArrayLike<number>): Point => [pivot[0] - scale * seen[1]!, pivot[1] - scale * seen[0]!];
  const tip = end(observation);

  apart(context, () => {
    context.setLineDash([2, 5]);
    context.beginPath();
    context.arc(...pivot, scale, 0, 2 * Math.PI);
    context.strokeStyle = palette.line;
    context.lineWidth = 1;
    context.stroke();
  });
  context.beginPath();
  context.moveTo(...pivot);
  context.arc(...pivot, 1.08 * scale, -Math.PI / 2 - 0.12, -Math.PI / 2 + 0.12);
  context.fillStyle = palette.ground;
  context.fill();
  const mark = (length: number): Point => [pivot[0], pivot[1] - length * scale];
  line(context, mark(1.04), mark(1.14), palette.muted, 1.5);
  label(context, "upright", [pivot[0] + 8, pivot[1] - 1.16 * scale], palette.muted, "left");

  fadingPath(context, subdivide([...trail, observation], interpolate, 3).map(end), palette.accent, 2);
  const thickness = Math.max(5, 0.12 * scale);
  line(context, pivot, tip, palette.accent, thickness);
  disc(context, pivot, 0.62 * thickness, palette.surface, palette.text);

  // A positive torque turns counter-clockwise. The arrow opens away from the rod.
  const away = Math.atan2(pivot[1] - tip[1], pivot[0] - tip[0]);
  for (const { side, strength, color } of opposingEfforts(scene))
    bentArrow(context, pivot, 0.32 * scale, away, -1.6 * side * strength, color);
}
