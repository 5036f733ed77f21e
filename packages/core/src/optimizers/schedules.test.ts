import { expect, it } from "vitest";
import { linearSchedule } from "./schedules.ts";

it("linearSchedule is the straight line to its end, and the end ever after", () => {
  expect(linearSchedule(1, 0.2, 100, 0)).toBe(1);
  expect(linearSchedule(1, 0.2, 100, 25)).toBeCloseTo(0.8, 15);
  expect(linearSchedule(1, 0.2, 100, 50)).toBeCloseTo(0.6, 15);
  expect(linearSchedule(1, 0.2, 100, 100)).toBe(0.2);
  expect(linearSchedule(1, 0.2, 100, 1e9)).toBe(0.2);
  expect(linearSchedule(3, 3, 1, 0)).toBe(3);
});
