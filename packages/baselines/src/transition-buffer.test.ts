import { expect, test } from "vitest";
import { TransitionBuffer } from "./transition-buffer.ts";

const step = (number: number, nextMask?: number[]) => ({
  observation: [number],
  action: number % 2,
  reward: number,
  nextObservation: [number + 1],
  terminated: number === 3,
  truncated: false,
  ...(nextMask && { nextMask }),
});

test("a buffer holds the newest transitions, each in a row, and overwrites the oldest", () => {
  const buffer = new TransitionBuffer(3, 1, 2);
  for (let number = 0; number < 5; number++) {
    buffer.append(step(number));
    expect(buffer.rewards[buffer.newest]).toBe(number);
  }
  expect(buffer.length).toBe(3);
  const rows = [0, 1, 2].map((row) => [buffer.observations[row], buffer.nextObservations[row]]);
  expect(rows).toEqual([
    [3, 4],
    [4, 5],
    [2, 3],
  ]);
  expect(Array.from(buffer.terminated)).toEqual([1, 0, 0]);
  expect(Array.from(buffer.actions)).toEqual([1, 0, 0]);
});

test("every action is allowed next unless the transition's mask says otherwise", () => {
  const buffer = new TransitionBuffer(2, 1, 2);
  buffer.append(step(0, [0, 1]));
  buffer.append(step(1));
  expect(Array.from(buffer.nextMask(0))).toEqual([0, 1]);
  expect(Array.from(buffer.nextMask(1))).toEqual([1, 1]);
});
