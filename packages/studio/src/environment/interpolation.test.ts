import { describe, expect, it } from "vitest";
import { glide, hop, type Interpolation, subdivide, turn } from "./interpolation.ts";

function between(interpolate: Interpolation, from: number[], to: number[], fraction: number): number[] {
  const out = new Float64Array(from.length);
  interpolate(out, from, to, fraction);
  return Array.from(out);
}

function expectNear(actual: number[], expected: number[]): void {
  expect(Math.max(...actual.map((x, i) => Math.abs(x - expected[i]!)))).toBeLessThan(1e-10);
}

const unit = (angle: number) => [Math.cos(angle), Math.sin(angle)];

describe("interpolation", () => {
  it("begins at the one observation and ends at the other", () => {
    const [from, to] = [
      [...unit(2.9), 3],
      [...unit(-2.8), -1],
    ];
    for (const interpolate of [glide, turn([0])]) {
      expectNear(between(interpolate, from, to, 0), from);
      expectNear(between(interpolate, from, to, 1), to);
    }
  });

  it("turns angles the short way, at constant speed, on the unit circle", () => {
    for (const start of [-3, -1, 0, 2, 3.1]) {
      for (const difference of [-3, -0.5, 0, 1, 3.1]) {
        for (const fraction of [0.25, 0.5, 0.9]) {
          const turned = between(turn([1]), [7, ...unit(start)], [9, ...unit(start + difference)], fraction);
          const expected = [7 + 2 * fraction, ...unit(start + difference * fraction)];
          expectNear(turned, expected);
        }
      }
    }
  });

  it("is nowhere between where one hops", () => {
    expect(between(hop, [1, 0], [0, 1], 0.01)).toEqual([0, 1]);
  });

  it("puts evenly spaced observations between neighbours, and keeps those that there are", () => {
    const finer = subdivide([[0], [3], [0]], glide, 3);
    expect(finer.map((observation) => observation[0])).toEqual([0, 1, 2, 3, 2, 1, 0]);
    expect(subdivide([], glide, 3)).toEqual([]);
  });
});
