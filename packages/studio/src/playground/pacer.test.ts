import { describe, expect, it } from "vitest";
import { Pacer } from "./pacer.ts";

/** Makes every step that is due, looking every `turn` milliseconds, and gives how many. */
function stepsMade(pacer: Pacer, from: number, to: number, turn: number): number {
  let steps = 0;
  for (let now = from; now < to; now += turn) {
    for (; pacer.wait(now) === 0 && steps < 1e6; steps++) pacer.made(now);
  }
  return steps;
}

describe("a pacer", () => {
  it.each([1, 50, 500, 10_000])("lets %i steps happen in a second, however often one looks", (rate) => {
    for (const turn of [1, 4, 16, 50]) {
      const steps = stepsMade(new Pacer(rate, 0), 0, 10_000, turn);
      expect(Math.abs(steps - 10 * rate)).toBeLessThanOrEqual(1 + (rate * turn) / 1000);
    }
  });

  it("at full speed always says that a step is due", () => {
    const pacer = new Pacer(Number.POSITIVE_INFINITY, 0);
    for (let now = 0; now < 1000; now++) {
      expect(pacer.wait(now)).toBe(0);
      pacer.made(now);
    }
  });

  it("after a long sleep goes on at its rate instead of catching up", () => {
    const pacer = new Pacer(50, 0);
    stepsMade(pacer, 0, 1000, 10);
    expect(stepsMade(pacer, 61_000, 62_000, 10)).toBeLessThanOrEqual(56);
  });

  it("says how long it is until the next step", () => {
    const pacer = new Pacer(50, 100);
    pacer.made(100);
    expect(pacer.wait(105)).toBe(15);
  });
});
