import type { PlaneHill } from "drumlin";
import { expect, it } from "vitest";
import { distanceToLine, hillEllipse } from "./hill-ellipse.ts";
import { PlotFrame } from "./plot-frame.ts";

const frame = new PlotFrame(700, 500, [-1, 3], [10, 12]);
const hill: PlaneHill = {
  id: 1,
  center: [0, 0],
  precision: [1, 0, 1],
  weights: [1],
  shadow: { center: [0.5, 11.2], covariance: [0.8, -0.2, 0.3] },
};

it("a hill's line is where dᵀC⁻¹d is ½, on the canvas as in the plane", () => {
  const { x, y, major, minor, angle } = hillEllipse(hill, frame);
  const [xx, xy, yy] = hill.shadow.covariance;
  for (let i = 0; i < 12; i++) {
    const [along, aside] = [major * Math.cos(i), minor * Math.sin(i)];
    const pixel = [
      x + along * Math.cos(angle) - aside * Math.sin(angle),
      y + along * Math.sin(angle) + aside * Math.cos(angle),
    ] as const;
    const point = frame.pointAt(...pixel);
    if (point === undefined) continue;
    const [dx, dy] = [point[0] - 0.5, point[1] - 11.2];
    const distance = (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (xx * yy - xy * xy);
    expect(distance).toBeCloseTo(0.5, 9);
    expect(distanceToLine(hillEllipse(hill, frame), ...pixel)).toBeLessThan(1e-9);
  }
});

it("a pixel and the plane's point under it are the same place", () => {
  expect(frame.pointAt(frame.across(2.25), frame.down(11.5))).toEqual([
    expect.closeTo(2.25, 12),
    expect.closeTo(11.5, 12),
  ]);
  expect(frame.pointAt(frame.left - 1, frame.top + 5)).toBeUndefined();
});
