import { formatSignificant } from "@drumlin/run";
import type { EnvironmentDrawing, Scene } from "../environment-drawing.ts";
import { glide } from "../interpolation.ts";
import { opposingEfforts } from "./effort.ts";
import { apart, arrow, dashes, disc, fadingPath, label, line, type Point } from "./strokes.ts";

/** Metres and radians, as the environment has them. */
const trackEnd = 2.4;
const angleLimit = (12 * Math.PI) / 180;
const poleLength = 1;
const cartWidth = 0.46;
const cartHeight = 0.24;
/** Of half the view. */
const reach = 2.65;

/** CartPole: cart, pole, the ends of the track and the angle that counts as fallen. */
export const cartPole: EnvironmentDrawing = {
  stepsPerSecond: 50,
  aspectRatio: 2.5,
  interpolate: glide,
  draw,
  describe: (observation) =>
    `cart at ${formatSignificant(observation[0]!)} m, pole angle ${formatSignificant(observation[2]!)} rad`,
};

function draw(scene: Scene): void {
  const { context, width, height, observation, trail, palette } = scene;
  const scale = width / (2 * reach);
  const rail = Math.round(0.8 * height) + 0.5;
  const x = (position: number) => width / 2 + scale * position;
  const pivotHeight = rail - cartHeight * scale;
  const tip = (position: number, angle: number, length: number): Point => [
    x(position) + scale * length * Math.sin(angle),
    pivotHeight - scale * length * Math.cos(angle),
  ];
  const [position, , angle] = observation as unknown as readonly [number, number, number];
  const pivot: Point = [x(position), pivotHeight];

  drawTrack(scene, x, rail);

  apart(context, () => {
    context.globalAlpha = 0.5;
    context.beginPath();
    context.moveTo(...pivot);
    context.arc(...pivot, 1.14 * poleLength * scale, -Math.PI / 2 - angleLimit, -Math.PI / 2 + angleLimit);
    context.fillStyle = palette.ground;
    context.fill();
  });
  apart(context, () => {
    context.globalAlpha = 0.6;
    for (const side of [-1, 1]) {
      dashes(context, pivot, tip(position, side * angleLimit, 1.14 * poleLength), palette.muted);
    }
  });

  const end = tip(position, angle, poleLength);
  const past = trail.map((seen) => tip(seen[0]!, seen[2]!, poleLength));
  fadingPath(context, [...past, end], palette.accent, 1.5);

  const middle = rail - (cartHeight * scale) / 2;
  for (const { side, strength, color } of opposingEfforts(scene)) {
    const start = pivot[0] + side * ((cartWidth * scale) / 2 + 4);
    arrow(context, [start, middle], [start + side * strength * 0.55 * scale, middle], color);
  }

  context.beginPath();
  context.roundRect(
    pivot[0] - (cartWidth * scale) / 2,
    pivotHeight,
    cartWidth * scale,
    cartHeight * scale - 1,
    Math.min(5, 0.06 * scale),
  );
  context.fillStyle = palette.text;
  context.fill();
  line(context, pivot, end, palette.surface, 0.085 * scale + 3);
  line(context, pivot, end, palette.accent, 0.085 * scale);
  disc(context, pivot, 0.04 * scale, palette.surface);
}

function drawTrack(
  { context, width, height, palette }: Scene,
  x: (position: number) => number,
  rail: number,
): void {
  context.fillStyle = palette.ground;
  context.fillRect(0, rail, width, height - rail);
  line(context, [0, rail], [width, rail], palette.line, 1);
  line(context, [x(-trackEnd), rail], [x(trackEnd), rail], palette.muted, 1.5);
  for (let metre = -2; metre <= 2; metre++)
    line(context, [x(metre), rail], [x(metre), rail + 4], palette.muted, 1);
  for (const end of [-trackEnd, trackEnd]) {
    line(context, [x(end), rail - 9], [x(end), rail + 5], palette.warning, 2);
    label(context, `${end < 0 ? "−" : ""}${trackEnd}`, [x(end), rail + 16], palette.muted);
  }
  label(context, "0 m", [x(0), rail + 16], palette.muted);
}
