import type { Transition } from "drumlin";

/** Throws TypeError or RangeError, naming the field, unless an agent of these sizes can learn from the transition. */
export function checkTransition(transition: Transition, observationSize: number, actionCount: number): void {
  const { action, reward, terminated, truncated, nextMask } = transition;
  checkVector(transition.observation, observationSize, "observation");
  checkVector(transition.nextObservation, observationSize, "nextObservation");
  if (!Number.isInteger(action) || action < 0 || action >= actionCount) {
    throw new RangeError(`action is ${action}; it must be a whole number from 0 to ${actionCount - 1}`);
  }
  if (!Number.isFinite(reward)) throw new RangeError(`reward is ${reward}; it must be a finite number`);
  for (const [name, value] of Object.entries({ terminated, truncated })) {
    if (typeof value !== "boolean")
      throw new TypeError(`${name} is of type ${typeof value}; it must be a boolean`);
  }
  if (nextMask && (nextMask.length !== actionCount || !Array.from(nextMask).some(Boolean))) {
    throw new RangeError(
      `nextMask is ${Array.from(nextMask)}; it must have ${actionCount} truth values, one of them true`,
    );
  }
}

/** Throws RangeError, naming the field, unless `vector` holds `size` finite numbers. */
export function checkVector(vector: ArrayLike<number>, size: number, name: string): void {
  if (vector?.length !== size) {
    throw new RangeError(`${name} has length ${vector?.length}; it must have ${size} numbers`);
  }
  for (let i = 0; i < size; i++) {
    if (!Number.isFinite(vector[i])) {
      throw new RangeError(`${name}[${i}] is ${vector[i]}; it must be a finite number`);
    }
  }
}
