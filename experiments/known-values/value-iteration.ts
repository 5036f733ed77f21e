import type { Chance, FiniteTask } from "./finite-task.ts";

/** No value is off by more, in the reward's unit. */
const precision = 1e-10;

/**
 * Q*(s, a) of a finite task, a row a state: what actions are worth to whoever acts best from then on, where a reward n steps later counts
 * αⁿ. A sweep leaves α of the greatest error at most, so that the last change bounds what is left.
 *
 * Source: R. Bellman, "Dynamic programming" (1957).
 *
 * @param discountFactor α in [0, 1)
 */
export function valueIteration({ chances }: FiniteTask, discountFactor: number): number[][] {
  const values = new Float64Array(chances.length);
  const worth = (action: readonly Chance[]) =>
    action.reduce((sum, { probability, reward, next }) => {
      const beyond = next === null ? 0 : discountFactor * values[next]!;
      return sum + probability * (reward + beyond);
    }, 0);
  let change: number;
  do {
    change = 0;
    for (const [state, actions] of chances.entries()) {
      const best = Math.max(...actions.map(worth));
      change = Math.max(change, Math.abs(best - values[state]!));
      values[state] = best;
    }
  } while (discountFactor * change > precision * (1 - discountFactor));
  return chances.map((actions) => actions.map(worth));
}
