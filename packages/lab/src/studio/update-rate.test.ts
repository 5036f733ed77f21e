import { expect, it } from "vitest";
import { UpdateRate } from "./update-rate.ts";
import { progressAt } from "./written-store.case.ts";

const at = (seconds: number, updates: number) => ({ ...progressAt(updates), seconds, updates });

it("is unknown from one moment, and from the same moment twice", () => {
  const rate = new UpdateRate();
  expect(rate.value).toBeNull();
  rate.add(at(1, 100));
  rate.add(at(1, 100));
  expect(rate.value).toBeNull();
});

it("is that of the last seconds of training, not of the whole run", () => {
  const rate = new UpdateRate();
  for (let tenth = 0; tenth <= 100; tenth++) rate.add(at(tenth / 10, tenth * 10));
  expect(rate.value).toBeCloseTo(100);
  for (let tenth = 1; tenth <= 30; tenth++) rate.add(at(10 + tenth / 10, 1000 + tenth * 50));
  expect(rate.value).toBeCloseTo(500);
});

it("begins anew when a run was resumed from before what was told last", () => {
  const rate = new UpdateRate();
  rate.add(at(1, 100));
  rate.add(at(5, 500));
  rate.add(at(4, 400));
  expect(rate.value).toBeNull();
  rate.add(at(5, 600));
  expect(rate.value).toBeCloseTo(200);
});
