import type { Chance, FiniteTask } from "./finite-task.ts";

/** Where a walker may stand between the ends of the line, which are 0 and 1. */
const places = 39;
/** How often a step goes the other way. */
const slip = 0.1;
/** What it earns to leave the line at 0, a temptation, and at 1, which is worth the way from all but the first few places. */
const rewards = { near: 2, far: 10 };

/** A walk along a line, to the left or to the right, until it leaves the line at either end. */
export function chain(): FiniteTask {
  const inOrder = Array.from({ length: places }, (_, place) => place);
  return {
    observations: inOrder.map((place) => [(place + 1) / (places + 1)]),
    chances: inOrder.map((place) =>
      [-1, 1].map((way) => [arrival(place + way, 1 - slip), arrival(place - way, slip)]),
    ),
  };
}

function arrival(place: number, probability: number): Chance {
  if (place < 0) return { probability, reward: rewards.near, next: null };
  if (place === places) return { probability, reward: rewards.far, next: null };
  return { probability, reward: 0, next: place };
}
