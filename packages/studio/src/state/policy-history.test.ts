import { describe, expect, test } from "vitest";
import { PolicyHistory } from "./policy-history.ts";

const moment = (step: number) => ({ step, frame: Float32Array.of(step), visited: new Float32Array(0) });

function history(...steps: number[]): PolicyHistory {
  const made = new PolicyHistory();
  made.add(steps.map(moment));
  return made;
}

describe("the moment at a step", () => {
  test("is the last one not after it", () => {
    const made = history(10, 20, 40);
    for (const [step, found] of [
      [10, 10],
      [19, 10],
      [20, 20],
      [39, 20],
      [1e9, 40],
    ]) {
      expect(made.at(step!)!.step).toBe(found);
    }
  });

  test("is the first one before all of them", () => {
    expect(history(10, 20).at(3)!.step).toBe(10);
  });

  test("is none while there is none", () => {
    expect(new PolicyHistory().at(5)).toBeUndefined();
    expect(new PolicyHistory().lastStep).toBe(-1);
  });
});

test("moments that are known already are not taken again, and steps always rise", () => {
  const made = history(0, 10, 20);
  made.add([10, 20, 30].map(moment));
  made.add([30].map(moment));
  expect(made.moments.map(({ step }) => step)).toEqual([0, 10, 20, 30]);
  expect(made.lastStep).toBe(30);
});
