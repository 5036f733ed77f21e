import type { PlaneHill } from "drumlin";
import type { PlotFrame } from "./plot-frame.ts";

/** A hill's shadow on the canvas, in CSS pixels: its centre, and one standard deviation along its axes. */
export interface HillEllipse {
  readonly x: number;
  readonly y: number;
  readonly major: number;
  readonly minor: number;
  /** Of the major axis, clockwise from rightwards. */
  readonly angle: number;
}

/** G is exp(−dᵀC⁻¹d), a density of covariance C/2: its ellipse has the square roots of that one's eigenvalues. */
export function hillEllipse({ shadow }: PlaneHill, frame: PlotFrame): HillEllipse {
  const perX = frame.width / (frame.x[1] - frame.x[0]);
  const perY = -frame.height / (frame.y[1] - frame.y[0]);
  const [xx, xy, yy] = shadow.covariance;
  const [a, b, c] = [(xx / 2) * perX * perX, (xy / 2) * perX * perY, (yy / 2) * perY * perY];
  const mean = (a + c) / 2;
  const radius = Math.hypot((a - c) / 2, b);
  return {
    x: frame.across(shadow.center[0]),
    y: frame.down(shadow.center[1]),
    major: Math.sqrt(mean + radius),
    minor: Math.sqrt(Math.max(0, mean - radius)),
    angle: Math.atan2(2 * b, a - c) / 2,
  };
}

/** How far a pixel is from a hill's centre, in pixels. */
export function distanceToCenter(ellipse: HillEllipse, x: number, y: number): number {
  return Math.hypot(x - ellipse.x, y - ellipse.y);
}

/** How far a pixel is from a hill's line, in pixels, to first order. */
export function distanceToLine(ellipse: HillEllipse, x: number, y: number): number {
  const [dx, dy] = [x - ellipse.x, y - ellipse.y];
  const [cosine, sine] = [Math.cos(ellipse.angle), Math.sin(ellipse.angle)];
  const reach = Math.hypot(
    (dx * cosine + dy * sine) / ellipse.major,
    (dy * cosine - dx * sine) / ellipse.minor,
  );
  return (Math.hypot(dx, dy) * Math.abs(reach - 1)) / reach;
}
