import { expect, test } from "vitest";
import { lastIndexUpTo } from "./last-index-up-to.ts";

test("the last index up to a step is what a search from the end finds", () => {
  const steps = [0, 3, 3, 10, 11];
  for (let step = -1; step <= 12; step++)
    expect(lastIndexUpTo(steps, step)).toBe(steps.findLastIndex((one) => one <= step));
  expect(lastIndexUpTo([], 5)).toBe(-1);
});
