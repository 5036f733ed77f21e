import { describe, expect, it } from "vitest";
import { HuberThreshold } from "./huber-threshold.ts";

describe("HuberThreshold", () => {
  it("is infinite for the squared loss and constant for the Huber loss, whatever the errors", () => {
    const squared = new HuberThreshold("squared", 3);
    const huber = new HuberThreshold("huber", 3);
    for (const threshold of [squared, huber]) threshold.follow(Float64Array.of(100, -200));
    expect(squared.value).toBe(Number.POSITIVE_INFINITY);
    expect(huber.value).toBe(3);
    huber.rescale(10);
    expect(huber.value).toBe(3);
  });

  it("is a multiple of the plain mean |δ| over the first hundred updates when adaptive", () => {
    const adaptive = new HuberThreshold("adaptive-huber", 3);
    let sum = 0;
    for (let n = 1; n <= 100; n++) {
      adaptive.follow(Float64Array.of(n, -n, 2 * n, 0));
      sum += n;
      expect(adaptive.value).toBeCloseTo((3 * sum) / n, 10);
    }
  });

  it("follows at 1 % an update afterwards", () => {
    const adaptive = new HuberThreshold("adaptive-huber", 2);
    for (let n = 0; n < 1000; n++) adaptive.follow(Float64Array.of(1));
    adaptive.follow(Float64Array.of(11));
    expect(adaptive.meanTdError).toBeCloseTo(1.1, 12);
    expect(adaptive.value).toBeCloseTo(2.2, 12);
  });

  it("changes with the unit of reward", () => {
    const [first, second] = [5, 5].map((multiple) => new HuberThreshold("adaptive-huber", multiple));
    first.follow(Float64Array.of(1, -3));
    first.rescale(0.25);
    second.follow(Float64Array.of(0.25, -0.75));
    expect(first.value).toBe(second.value);
  });
});
