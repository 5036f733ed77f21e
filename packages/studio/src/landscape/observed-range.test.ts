import { expect, it } from "vitest";
import type { Range } from "../ui/range.ts";
import { observedRange, widened } from "./observed-range.ts";

const rows = Array.from({ length: 200 }, (_, t) => [t, -t]).flat();

it("holds the observed values but for outliers, and hills nearby, not the remote ones", () => {
  const [from, to] = observedRange([...rows, 1e6, 0], 2, 0, []);
  expect(from).toBeLessThanOrEqual(2);
  expect(to).toBeGreaterThanOrEqual(197);
  expect(to).toBeLessThan(260);
  expect(observedRange(rows, 2, 0, [230])[1]).toBeGreaterThan(230);
  expect(observedRange(rows, 2, 0, [1e9])[1]).toBeLessThan(330);
});

it("has a width even where nothing varies or is known", () => {
  for (const [from, to] of [
    observedRange([3, 3, 3], 1, 0, []),
    observedRange([], 1, 0, []),
    observedRange([], 1, 0, [7]),
  ]) {
    expect(to).toBeGreaterThan(from);
  }
});

it("an axis widens step by step until it shows all, and never narrows", () => {
  let range: Range = [0, 1];
  for (let i = 0; i < 40; i++) {
    const next = widened(range, [-1, 0.5]);
    expect(next[0]).toBeLessThanOrEqual(range[0]);
    range = next;
  }
  expect(range).toEqual([-1, 1]);
});
