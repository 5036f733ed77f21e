import { expect, it } from "vitest";
import { axisTicks } from "./axis-ticks.ts";

const labels = (from: number, to: number, most: number) =>
  axisTicks(from, to, most).map(({ label }) => label);

it("ticks are round, within the axis, and written with the digits that tell them apart", () => {
  expect(labels(-0.22, 0.23, 5)).toEqual(
    ["−0.2", "−0.1", "0.0", "0.1", "0.2"].map((x) => (x === "0.0" ? "0" : x)),
  );
  expect(labels(0, 10, 5)).toEqual(["0", "2", "4", "6", "8", "10"]);
  expect(labels(97.4, 98.1, 4)).toEqual(["97.4", "97.6", "97.8", "98.0"]);
  expect(labels(-3e6, 1e6, 4)).toEqual(["−3e+6", "−2e+6", "−1e+6", "0", "1e+6"]);
  expect(labels(0, 4e-7, 4)).toEqual(["0", "1e-7", "2e-7", "3e-7", "4e-7"]);
});

it("there are never more than one more than asked for, whatever the range", () => {
  for (let i = 0; i < 300; i++) {
    const from = Math.sin(i) * 10 ** (i % 7);
    const ticks = axisTicks(from, from + 10 ** ((i % 9) - 4), 6);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
  }
});
