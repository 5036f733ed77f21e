/** A point of the canvas, in CSS pixels. */
export type Point = readonly [x: number, y: number];

const font = "system-ui, -apple-system, sans-serif";

/** Draws with the context's state put back afterwards. */
export function apart(context: CanvasRenderingContext2D, draw: () => void): void {
  context.save();
  draw();
  context.restore();
}

/** A straight line from one point to another. */
export function line(
  context: CanvasRenderingContext2D,
  from: Point,
  to: Point,
  color: string,
  width: number,
): void {
  path(context, [from, to], color, width);
}

/** One line through all points, with round joints. */
export function path(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  color: string,
  width: number,
): void {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.stroke();
}

/** A dashed hairline, for limits and goals. */
export function dashes(context: CanvasRenderingContext2D, from: Point, to: Point, color: string): void {
  apart(context, () => {
    context.setLineDash([4, 4]);
    context.lineCap = "butt";
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.strokeStyle = color;
    context.lineWidth = 1;
    context.stroke();
  });
}

/** A filled circle, ringed where a ring's colour is given. */
export function disc(
  context: CanvasRenderingContext2D,
  [x, y]: Point,
  radius: number,
  fill: string,
  ring?: string,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  if (ring === undefined) return;
  context.strokeStyle = ring;
  context.lineWidth = 1.5;
  context.stroke();
}

/** Where something has been: a line that fades towards its beginning. */
export function fadingPath(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  color: string,
  width: number,
): void {
  const pieces = Math.min(8, points.length - 1);
  apart(context, () => {
    for (let piece = 0; piece < pieces; piece++) {
      const first = Math.floor((piece * (points.length - 1)) / pieces);
      const last = Math.floor(((piece + 1) * (points.length - 1)) / pieces);
      context.globalAlpha = (0.35 * (piece + 1)) / pieces;
      path(context, points.slice(first, last + 1), color, width);
    }
  });
}

/** Small words. */
export function label(
  context: CanvasRenderingContext2D,
  text: string,
  [x, y]: Point,
  color: string,
  align: CanvasTextAlign = "center",
): void {
  context.font = `11px ${font}`;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.fillStyle = color;
  context.fillText(text, x, y);
}

/** A straight arrow; nothing where it would be no longer than a dot. */
export function arrow(context: CanvasRenderingContext2D, from: Point, to: Point, color: string): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length < 2) return;
  head(context, to, Math.atan2(to[1] - from[1], to[0] - from[0]), Math.min(5, length / 2), color);
  line(context, from, to, color, 2);
}

/** An arrow along a circle: from the angle `start` by `sweep` radians, both clockwise from the right. */
export function bentArrow(
  context: CanvasRenderingContext2D,
  [x, y]: Point,
  radius: number,
  start: number,
  sweep: number,
  color: string,
): void {
  const length = Math.abs(sweep) * radius;
  if (length < 2) return;
  context.beginPath();
  context.arc(x, y, radius, start, start + sweep, sweep < 0);
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.lineCap = "round";
  context.stroke();
  const end = start + sweep;
  const tip: Point = [x + radius * Math.cos(end), y + radius * Math.sin(end)];
  head(context, tip, end + (Math.sign(sweep) * Math.PI) / 2, Math.min(5, length / 2), color);
}

/** A flag on a thin pole that stands on a point. */
export function flag(
  context: CanvasRenderingContext2D,
  [x, y]: Point,
  size: number,
  color: string,
  pole: string,
) {
  line(context, [x, y], [x, y - size], pole, 1.5);
  context.beginPath();
  context.moveTo(x + 0.75, y - size);
  context.lineTo(x + 0.62 * size, y - 0.78 * size);
  context.lineTo(x + 0.75, y - 0.56 * size);
  context.fillStyle = color;
  context.fill();
}

function head(
  context: CanvasRenderingContext2D,
  [x, y]: Point,
  direction: number,
  size: number,
  color: string,
): void {
  const corner = (angle: number): Point => [
    x - size * Math.cos(direction + angle),
    y - size * Math.sin(direction + angle),
  ];
  path(context, [corner(0.65), [x, y], corner(-0.65)], color, 2);
}
