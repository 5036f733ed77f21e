import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { clearAction } from "./clear-action.ts";
import { greedyAction } from "./greedy.ts";

describe("clearAction", () => {
  it("is the greedy action wherever it is one, whatever single precision does to the values", () => {
    const random = Xoshiro128.fromSeed(0, 41);
    let clear = 0;
    for (let n = 0; n < 20_000; n++) {
      // Near ties of every closeness, around values of every size.
      const size = 10 ** (20 * random.uniform() - 12);
      const closeness = 10 ** (-8 * random.uniform());
      const values = Float64Array.from({ length: 4 }, () => size * (1 + closeness * random.normal()));
      const mask = [1, 1, random.integer(2), random.integer(2)];
      const rounded = values.map((value) => Math.fround(value * (1 + 1e-6 * (2 * random.uniform() - 1))));
      const action = clearAction(rounded, mask);
      if (action < 0) continue;
      clear++;
      expect(action).toBe(greedyAction(values, mask));
    }
    expect(clear).toBeGreaterThan(4000);
  });

  it("is none in a tie, in next to nothing, and where a value is no number", () => {
    expect(clearAction(Float64Array.of(1, 1))).toBe(-1);
    expect(clearAction(Float64Array.of(-70, -70.001))).toBe(-1);
    expect(clearAction(Float64Array.of(1e-10, 5e-20))).toBe(-1);
    expect(clearAction(Float64Array.of(1, Number.NaN))).toBe(-1);
    expect(clearAction(Float64Array.of(Number.POSITIVE_INFINITY, 0))).toBe(-1);
  });

  it("is the better one by more than rounding, or the only one that is allowed", () => {
    expect(clearAction(Float64Array.of(-70.1, -70))).toBe(1);
    expect(clearAction(Float64Array.of(-70, -70, -70), [false, true, false])).toBe(1);
  });
});
