import { shown } from "../options/check-option.ts";
import { checkMask } from "../policies/action-mask.ts";
import { checkObservation, checkSize } from "../policies/check-observation.ts";
import type { Transition } from "../replay/transition.ts";
import { shareMemory } from "./share-memory.ts";

/** Throws RangeError, naming the field, unless a transition is one that an agent of these sizes can learn from. */
export function checkTransition(transition: Transition, observationSize: number, actionCount: number): void {
  if (transition === null || typeof transition !== "object") {
    throw new RangeError(
      `the transition is ${shown(transition)}; it must be an object { observation, action, reward, nextObservation, terminated, truncated }`,
    );
  }
  const { observation, action, nextObservation, terminated, truncated, nextMask } = transition;
  checkObservation(observation, observationSize, "observation");
  checkObservation(nextObservation, observationSize, "nextObservation");
  if (!Number.isInteger(action) || action < 0 || action >= actionCount) {
    throw new RangeError(
      `action is ${shown(action)}; it must be a whole number from 0 to ${actionCount - 1}`,
    );
  }
  checkOutcome(transition);
  if (nextMask !== undefined) checkMask(nextMask, actionCount, "nextMask");
  // A program that changes one array in place has lost what was seen before the step: Q would learn that nothing ever happens.
  if (!terminated && !truncated && shareMemory(observation, nextObservation)) {
    throw new RangeError(
      "nextObservation is the same memory as observation; it must be an array of its own: copy what was seen before the step",
    );
  }
}

/**
 * Throws RangeError, naming the field, unless an environment answered with an observation of `observationSize`
 * finite numbers, a reward and two flags: what `checkTransition` asks of each.
 */
export function checkAnswer(answer: Answer, observationSize: number): void {
  checkObservation(answer.observation, observationSize, "observation");
  checkOutcome(answer);
}

/** What an environment answers, but for what is said beside it. */
export interface Answer extends Outcome {
  readonly observation: ArrayLike<number>;
}

type Outcome = Readonly<Pick<Transition, "reward" | "terminated" | "truncated">>;

function checkOutcome({ reward, terminated, truncated }: Outcome): void {
  checkSize(reward, "reward");
  if (typeof terminated !== "boolean")
    throw new RangeError(`terminated is ${shown(terminated)}; it must be a boolean`);
  if (typeof truncated !== "boolean")
    throw new RangeError(`truncated is ${shown(truncated)}; it must be a boolean`);
}
