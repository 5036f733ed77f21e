import { expect, it } from "vitest";
import { isoRings, type Ring } from "./iso-rings.ts";

/** Twice the signed area to the left of a ring. */
function area(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    sum += ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!;
  }
  return sum / 2;
}

function grid(columns: number, rows: number, value: (c: number, r: number) => number): number[] {
  return Array.from({ length: columns * rows }, (_, i) => value(i % columns, Math.floor(i / columns)));
}

it("a round hill's ring is a circle, counterclockwise, of the level's area", () => {
  const values = grid(81, 81, (c, r) => 900 - (c - 40) ** 2 - (r - 40) ** 2);
  const rings = isoRings(values, 81, 81, 0);
  expect(rings).toHaveLength(1);
  expect(area(rings[0]!)).toBeCloseTo(Math.PI * 900, -1);
  for (let i = 0; i < rings[0]!.length; i += 2) {
    expect(Math.hypot(rings[0]![i]! - 40, rings[0]![i + 1]! - 40)).toBeCloseTo(30, 1);
  }
});

it("a hole is a ring the other way round, and areas add up", () => {
  const values = grid(61, 61, (c, r) => 5 - Math.abs(Math.hypot(c - 30, r - 30) - 15));
  const areas = isoRings(values, 61, 61, 0)
    .map(area)
    .sort((x, y) => x - y);
  expect(areas).toHaveLength(2);
  expect(areas[0]).toBeCloseTo(-Math.PI * 100, -1);
  expect(areas[1]).toBeCloseTo(Math.PI * 400, -1);
});

it("what is everywhere above the level is the whole grid, what is below nothing", () => {
  const values = grid(5, 4, () => 1);
  expect(isoRings(values, 5, 4, 0).map(area)).toEqual([12]);
  expect(isoRings(values, 5, 4, 2)).toEqual([]);
});

it("a plane's level is crossed where it lies, and the two sides share the grid", () => {
  const values = grid(11, 7, (c) => c - 3.25);
  const above = isoRings(values, 11, 7, 0);
  const below = isoRings(
    values.map((value) => -value),
    11,
    7,
    0,
  );
  expect(above.map(area)[0]).toBeCloseTo(6.75 * 6, 10);
  expect(below.map(area)[0]).toBeCloseTo(3.25 * 6, 10);
});

it("a saddle joins its high corners when its middle is high, and parts them when it is low", () => {
  expect(isoRings([1, -0.5, -0.5, 1], 2, 2, 0)).toHaveLength(1);
  expect(isoRings([0.5, -1, -1, 0.5], 2, 2, 0)).toHaveLength(2);
});
