import { expect, it } from "vitest";
import { observationDistribution } from "./observation-distribution.ts";

it("mean and covariance are those of the rows, by hand", () => {
  const { mean, covariance } = observationDistribution([1, 10, 3, 20, 5, 60], 2);
  expect([...mean]).toEqual([3, 30]);
  [8 / 3, 100 / 3, 100 / 3, 1400 / 3].forEach((entry, i) => {
    expect(covariance[i]).toBeCloseTo(entry, 10);
  });
});

it("refuses what is not one or more whole observations", () => {
  expect(() => observationDistribution([1, 2, 3], 2)).toThrow(
    /3 numbers; it must hold one or more rows of 2/,
  );
  expect(() => observationDistribution([], 2)).toThrow(RangeError);
});
