import { formatSignificant } from "@drumlin/run";
import type { EnvironmentDrawing, Scene } from "../environment-drawing.ts";
import { glide } from "../interpolation.ts";
import { opposingEfforts } from "./effort.ts";
import { apart, arrow, disc, flag, line, type Point, path } from "./strokes.ts";

const westEnd = -1.2;
const eastEnd = 0.6;
/** Of the view: a little beyond both ends. */
const [left, right, bottom] = [-1.29, 0.69, 0];

/** MountainCar: the valley, the car, and the flag it is to reach. */
export const mountainCar = valley(0.5);

/** As MountainCar, with its flag a little lower and a push of any strength. */
export const mountainCarContinuous = valley(0.45);

function valley(goal: number): EnvironmentDrawing {
  return {
    stepsPerSecond: 30,
    aspectRatio: 1.58,
    interpolate: glide,
    draw: (scene) => draw(scene, goal),
    describe: (observation) =>
      `car at ${formatSignificant(observation[0]!)} m, velocity ${formatSignificant(observation[1]!)} m a step`,
  };
}

/** The task's own hill. */
function altitude(position: number): number {
  return 0.45 * Math.sin(3 * position) + 0.55;
}

function draw(scene: Scene, goal: number): void {
  const { context, width, height, observation, trail, palette } = scene;
  const scale = width / (right - left);
  const place = (position: number, above = 0): Point => [
    (position - left) * scale,
    height - (altitude(position) + above - bottom) * scale,
  ];

  const ridge: Point[] = [];
  for (let x = left; x <= right + 1e-9; x += (right - left) / 96) ridge.push(place(x));
  context.beginPath();
  context.moveTo(0, height);
  for (const [x, y] of ridge) context.lineTo(x, y);
  context.lineTo(width, height);
  context.fillStyle = palette.ground;
  context.fill();
  path(context, ridge, palette.line, 1.5);
  const track = ridge.filter(([x]) => x >= place(westEnd)[0] && x <= place(eastEnd)[0]);
  path(context, track, palette.muted, 1.5);
  line(context, place(westEnd), place(westEnd, 0.07), palette.warning, 2);
  flag(context, place(goal), 0.2 * scale, palette.accent, palette.text);

  apart(context, () => {
    trail.forEach((seen, i) => {
      context.globalAlpha = (0.3 * (i + 1)) / trail.length;
      disc(context, place(seen[0]!, 0.035), 2, palette.accent);
    });
  });
  drawCar(scene, place(observation[0]!), scale, Math.atan(3 * 0.45 * Math.cos(3 * observation[0]!)));
}

/** The car on its wheels, and the pushes that it was given, along the slope. */
function drawCar(scene: Scene, [x, y]: Point, scale: number, slope: number): void {
  const { context, palette } = scene;
  const wheel = Math.max(3, 0.022 * scale);
  const [length, depth] = [0.14 * scale, 0.058 * scale];
  apart(context, () => {
    context.translate(x, y);
    context.rotate(-slope);
    context.beginPath();
    context.roundRect(-length / 2, -wheel - depth, length, depth, [depth / 2, depth / 2, 2, 2]);
    context.fillStyle = palette.accent;
    context.fill();
    for (const side of [-1, 1]) {
      disc(context, [side * 0.3 * length, -wheel], wheel, palette.text, palette.surface);
    }
    const above = -wheel - depth / 2;
    for (const { side, strength, color } of opposingEfforts(scene)) {
      const start = side * (length / 2 + 5);
      arrow(context, [start, above], [start + side * strength * 0.14 * scale, above], color);
    }
  });
}
