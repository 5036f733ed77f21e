import { expect, it } from "vitest";
import { lastPosition, numberAt, positionOf } from "./logarithmic-scale.ts";

it("every position of the slider stands for a number, which stands for it", () => {
  for (let position = 0; position <= lastPosition; position++) {
    expect(positionOf(numberAt(position))).toBe(position);
    if (position > 0) expect(numberAt(position)).toBeGreaterThan(numberAt(position - 1));
  }
});

it("what is beyond its ends is at the nearest, what is no number at 0", () => {
  expect(numberAt(1)).toBe(1e-5);
  expect(numberAt(lastPosition)).toBe(0.1);
  expect(positionOf(1e-9)).toBe(1);
  expect(positionOf(7)).toBe(lastPosition);
  for (const value of [0, -1, Number.NaN]) expect(positionOf(value)).toBe(0);
});
