import { formatSignificant } from "@drumlin/run";
import type { EnvironmentDrawing, Scene } from "../environment-drawing.ts";
import { subdivide, turn } from "../interpolation.ts";
import { opposingEfforts } from "./effort.ts";
import { bentArrow, dashes, disc, fadingPath, label, line, type Point } from "./strokes.ts";

/** Link lengths, and the height of the goal above the bar. */
const link = 1;
const goalHeight = 1;
/** Of half the view, upwards and downwards. */
const reach = 2.2;

const interpolate = turn([0, 2]);

/** Acrobot: both links, the bar they hang from, and the line that the tip is to cross. */
export const acrobot: EnvironmentDrawing = {
  stepsPerSecond: 18,
  aspectRatio: 1.5,
  interpolate,
  draw,
  describe: (observation) => {
    const height = place(observation, 2)[1];
    const side = height < 0 ? "below" : "above";
    return `tip ${formatSignificant(Math.abs(height))} m ${side} the bar`;
  },
};

/** Where the joint (1) or the tip (2) is, in metres from the bar, upwards. Angle 0 hangs down; the lower angle is relative. */
function place(observation: ArrayLike<number>, links: 1 | 2): Point {
  const [c1, s1, c2, s2] = [observation[0]!, observation[1]!, observation[2]!, observation[3]!];
  const joint: Point = [link * s1, -link * c1];
  if (links === 1) return joint;
  return [joint[0] + link * (s1 * c2 + c1 * s2), joint[1] - link * (c1 * c2 - s1 * s2)];
}

function draw(scene: Scene): void {
  const { context, width, height, observation, trail, palette } = scene;
  const scale = height / (2 * reach);
  const bar: Point = [width / 2, height / 2];
  const onCanvas = ([x, y]: Point): Point => [bar[0] + scale * x, bar[1] - scale * y];
  const joint = onCanvas(place(observation, 1));
  const tip = onCanvas(place(observation, 2));

  const goal = Math.round(bar[1] - goalHeight * scale) + 0.5;
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, width, goal);
  dashes(context, [0, goal], [width, goal], palette.muted);
  label(context, "goal", [width - 10, goal - 10], palette.muted, "right");
  line(context, [bar[0] - 0.5 * scale, bar[1]], [bar[0] + 0.5 * scale, bar[1]], palette.line, 2);

  const path = subdivide([...trail, observation], interpolate, 5).map((seen) => onCanvas(place(seen, 2)));
  fadingPath(context, path, palette.accent, 1.5);
  const thickness = Math.max(4, 0.13 * scale);
  line(context, bar, joint, palette.text, thickness);
  line(context, joint, tip, palette.surface, thickness + 3);
  line(context, joint, tip, palette.accent, thickness);
  disc(context, bar, 0.6 * thickness, palette.surface, palette.text);
  disc(context, joint, 0.6 * thickness, palette.surface, palette.text);
  disc(context, tip, 0.32 * thickness, palette.surface);

  // A positive torque turns counter-clockwise. The arrow opens away from the lower link.
  const away = Math.atan2(joint[1] - tip[1], joint[0] - tip[0]);
  for (const { side, strength, color } of opposingEfforts(scene))
    bentArrow(context, joint, 0.34 * scale, away, -1.5 * side * strength, color);
}
