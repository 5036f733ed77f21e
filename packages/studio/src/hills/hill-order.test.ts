import { describe, expect, it } from "vitest";
import { keepOrder, sortHills } from "./hill-order.ts";

const hills = [
  { id: 4, importance: 0.2, weights: [1, -3] },
  { id: 1, importance: 0.5, weights: [-2, 5] },
  { id: 3, importance: 0.2, weights: [9, 0] },
  { id: 2, importance: 0.1, weights: [1, 0] },
];
const ids = (of: readonly { readonly id: number }[]) => of.map(({ id }) => id);

describe("sorted hills", () => {
  it("stand by share, by number or by an action's weight, equals by number", () => {
    expect(ids(sortHills(hills, "share"))).toEqual([1, 3, 4, 2]);
    expect(ids(sortHills(hills, "id"))).toEqual([1, 2, 3, 4]);
    expect(ids(sortHills(hills, 0))).toEqual([3, 2, 4, 1]);
    expect(ids(sortHills(hills, 1))).toEqual([1, 2, 3, 4]);
  });
});

describe("hills that keep their order", () => {
  it("stand as they stood, without the dead, the new ones last", () => {
    expect(ids(keepOrder(hills, [2, 7, 1, 3]))).toEqual([2, 1, 3, 4]);
  });
});
