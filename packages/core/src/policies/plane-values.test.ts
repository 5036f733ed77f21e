import { expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { planeValues } from "./plane-values.ts";
import type { PlaneHill } from "./policy-plane.ts";

function randomHill(random: Xoshiro128, id: number, sharpness: number): PlaneHill {
  const [a, b, c] = [random.normal(), random.normal(), 0.3 + random.uniform()];
  return {
    id,
    center: [6 * random.normal(), 3 * random.normal()],
    precision: [sharpness * (a * a + 0.1), sharpness * a * b, sharpness * (b * b + c)],
    weights: [random.normal(), 0, random.normal()],
    shadow: { center: [0, 0], covariance: [1, 0, 1] },
  };
}

it.each([1e-8, 1e-2, 1, 30, 1e4, 1e12])(
  "a grid's values are those of the formula at each point, for hills of precision about %d",
  (sharpness) => {
    const random = Xoshiro128.fromSeed(0, 80);
    const hills = Array.from({ length: 30 }, (_, id) => randomHill(random, id, sharpness));
    const grid = { x: [-9, 11], y: [-4, 5], columns: 83, rows: 61 } as const;
    const values = planeValues(hills, 3, grid);
    for (let r = 0; r < grid.rows; r++) {
      for (let c = 0; c < grid.columns; c++) {
        const x = -9 + (20 * c) / (grid.columns - 1);
        const y = -4 + (9 * r) / (grid.rows - 1);
        const sums = [0, 0, 0];
        let size = 1e-3;
        for (const { center, precision, weights } of hills) {
          const [dx, dy] = [x - center[0], y - center[1]];
          const distance = precision[0] * dx * dx + 2 * precision[1] * dx * dy + precision[2] * dy * dy;
          for (let a = 0; a < 3; a++) sums[a] += weights[a] * Math.exp(-distance);
          size += Math.exp(-distance);
        }
        for (let a = 0; a < 3; a++) {
          const error = Math.abs(values[a][r * grid.columns + c] - sums[a]);
          if (!(error <= 1e-9 * size)) expect({ r, c, a, error }).toBeUndefined();
        }
      }
    }
  },
);

it("no hill is no value anywhere", () => {
  const grid = { x: [0, 1], y: [0, 1], columns: 2, rows: 3 } as const;
  expect(planeValues([], 2, grid)).toEqual([new Float64Array(6), new Float64Array(6)]);
});

it("beyond the bounds a grid has the values at its nearest point within, and the common value is everywhere", () => {
  const random = Xoshiro128.fromSeed(3, 80);
  for (const sharpness of [1e-2, 1, 30]) {
    const hills = Array.from({ length: 12 }, (_, id) => randomHill(random, id, sharpness));
    const grid = { x: [-9, 11], y: [-4, 5], columns: 41, rows: 31 } as const;
    for (const bounds of [
      { x: [-3.1, 4.7], y: [-2.2, 1.3] },
      { x: [20, 21], y: [-9, 9] },
    ] as const) {
      const values = planeValues(hills, 3, grid, { commonValue: -7, bounds });
      for (let r = 0; r < grid.rows; r++) {
        for (let c = 0; c < grid.columns; c++) {
          const x = Math.min(bounds.x[1], Math.max(bounds.x[0], -9 + (20 * c) / (grid.columns - 1)));
          const y = Math.min(bounds.y[1], Math.max(bounds.y[0], -4 + (9 * r) / (grid.rows - 1)));
          const point = { x: [x, x + 1], y: [y, y + 1], columns: 2, rows: 2 } as const;
          const expected = planeValues(hills, 3, point);
          for (let a = 0; a < 3; a++) {
            expect(values[a][r * grid.columns + c]).toBeCloseTo(expected[a][0] - 7, 8);
          }
        }
      }
    }
  }
});
