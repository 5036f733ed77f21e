import { expect, it } from "vitest";
import { thinnedHistory } from "./thinned-history.ts";

const history = Array.from({ length: 101 }, (_, i) => ({
  step: i * 100,
  frame: new Uint8Array(80),
  visited: new Uint8Array(20),
}));

it("a history that is small enough stays as it is", () => {
  expect(thinnedHistory(history, 10_100)).toEqual(history);
  expect(thinnedHistory([], 1)).toEqual([]);
});

it("one that is not keeps evenly spaced snapshots within the bytes, the last of all among them", () => {
  for (const bytes of [10_000, 5_000, 3_000, 500]) {
    const steps = thinnedHistory(history, bytes).map(({ step }) => step);
    expect(steps.length * 100).toBeLessThanOrEqual(bytes + 100);
    expect(steps.at(-1)).toBe(10_000);
    const gaps = steps.slice(1).map((step, i) => step - steps[i]!);
    expect(new Set(gaps).size).toBeLessThanOrEqual(1);
  }
});
