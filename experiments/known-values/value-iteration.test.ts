import { make, unwrap } from "drumlin";
import { describe, expect, test } from "vitest";
import { cartPoleCells } from "./cart-pole-cells.ts";
import { chain } from "./chain.ts";
import "./environments.ts";
import type { FiniteEnvironment } from "./finite-environment.ts";
import type { FiniteTask } from "./finite-task.ts";
import { valueIteration } from "./value-iteration.ts";

/** Two states: staying earns 1 for ever, and going pays 3 once. */
const byHand: FiniteTask = {
  observations: [[0], [1]],
  chances: [
    [[{ probability: 1, reward: 1, next: 0 }], [{ probability: 1, reward: 0, next: 1 }]],
    [[{ probability: 1, reward: 0, next: 0 }], [{ probability: 1, reward: 3, next: null }]],
  ],
};

test.each([0, 0.5, 0.9])("values that are known by hand are found, α = %s", (discount) => {
  const staying = 1 / (1 - discount);
  const first = Math.max(staying, discount * 3);
  const expected = [
    [1 + discount * first, discount * Math.max(3, discount * first)],
    [discount * first, 3],
  ];
  for (const [state, values] of valueIteration(byHand, discount).entries())
    for (const [action, value] of values.entries()) expect(value).toBeCloseTo(expected[state]![action]!, 9);
});

describe.each([
  ["Chain", chain()],
  ["CartPole in cells", cartPoleCells()],
])("%s", (id, task) => {
  const discount = 0.95;
  const values = valueIteration(task, discount);

  test("has chances that add up to 1 and lead to its states", () => {
    for (const chances of task.chances.flat()) {
      expect(chances.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
      for (const { next } of chances)
        expect(next === null || task.observations[next] !== undefined).toBe(true);
    }
  });

  test("has values that are Bellman-consistent to 1e-9", () => {
    for (const [state, actions] of task.chances.entries()) {
      for (const [action, chances] of actions.entries()) {
        const expected = chances.reduce((sum, { probability, reward, next }) => {
          const beyond = next === null ? 0 : discount * Math.max(...values[next]!);
          return sum + probability * (reward + beyond);
        }, 0);
        expect(Math.abs(values[state]![action]! - expected)).toBeLessThan(1e-9);
      }
    }
  });

  test("has an optimal policy that earns what its values say", () => {
    const environment = unwrap(make(id)) as unknown as FiniteEnvironment;
    environment.reset({ seed: 0 });
    const surpluses = Array.from({ length: 4000 }, () => {
      environment.reset();
      const value = Math.max(...values[environment.state.state]!);
      return discountedReturn(environment, values, discount) - value;
    });
    const mean = surpluses.reduce((sum, surplus) => sum + surplus, 0) / surpluses.length;
    const variance = surpluses.reduce((sum, surplus) => sum + (surplus - mean) ** 2, 0) / surpluses.length;
    // Four standard errors, and what is left of the values where an episode is left.
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(variance / surpluses.length) + 1e-3);
  });
});

/** Of the episode that has begun, played by the values for 250 steps at most. */
function discountedReturn(
  environment: FiniteEnvironment,
  values: readonly (readonly number[])[],
  discount: number,
): number {
  let sum = 0;
  for (let step = 0; step < 250; step++) {
    const worth = values[environment.state.state]!;
    const { reward, terminated } = environment.step(worth.indexOf(Math.max(...worth)));
    sum += discount ** step * reward;
    if (terminated) break;
  }
  return sum;
}
