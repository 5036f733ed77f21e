import { expect, it } from "vitest";
import { ToldPoints } from "./told-points.ts";

const point = (step: number, name: string, value = step) => ({ step, name, value });

it("gives each point once and by step, whether it comes from a checkpoint, a live state or both", () => {
  const told = new ToldPoints([
    { name: "a", steps: [5, 10], means: [1, 1], minima: [1, 1], maxima: [1, 1], counts: [5, 5] },
  ]);
  expect(told.lastStep).toBe(10);
  expect(told.take([point(10, "a"), point(10, "b"), point(30, "a"), point(20, "a"), point(20, "a")])).toEqual(
    [
      ["b", 10, 10],
      ["a", 20, 20],
      ["a", 30, 30],
    ],
  );
  expect(told.lastStep).toBe(30);
  expect(told.take([point(20, "a"), point(30, "a"), point(30, "b")])).toEqual([["b", 30, 30]]);
});
