import { expect, test } from "vitest";
import { axisNumber, chartNumber } from "./chart-number.ts";

test("an axis says numbers in few characters", () => {
  const numbers = [0, 500, 1000, 12_500, 3e6, -200, 0.25, 1e-4];
  expect(numbers.map(axisNumber)).toEqual(["0", "500", "1k", "12.5k", "3M", "−200", "0.25", "1e−4"]);
});

test("a whole number is said whole, another to three digits", () => {
  expect([12_345, -75, 0.123456, -82.55].map(chartNumber)).toEqual(["12,345", "−75", "0.123", "−82.5"]);
});
