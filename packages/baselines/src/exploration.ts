import {
  type ActionMask,
  checkMask,
  checkObservation,
  type OptionValues,
  option,
  uniformAction,
  type Xoshiro128,
} from "drumlin";

/** ε falls from 1 in a straight line. */
export const explorationOptions = {
  /** steps over which ε falls from 1 to finalEpsilon, linearly */
  explorationSteps: option.count(10_000),
  /** ε after that */
  finalEpsilon: option.share(0.02),
};

/** ε: the probability of a random action at this step. */
export function epsilonAt(
  step: number,
  { explorationSteps, finalEpsilon }: OptionValues<typeof explorationOptions>,
): number {
  return 1 + Math.min(1, step / explorationSteps) * (finalEpsilon - 1);
}

/** What a decision is made for, and how. */
export interface ExploringDecision {
  /** A: actions to choose from */
  readonly actionCount: number;
  /** D: numbers of an observation */
  readonly observationSize: number;
  readonly epsilon: number;
  readonly random: Xoshiro128;
  /** The greedy action, asked for only where none is drawn. */
  readonly greedy: () => number;
}

/** With probability ε an allowed action uniformly, else the greedy one. Throws RangeError for what is no observation, or no mask. */
export function exploringAction(
  observation: ArrayLike<number>,
  mask: ActionMask | undefined,
  { actionCount, observationSize, epsilon, random, greedy }: ExploringDecision,
): number {
  checkObservation(observation, observationSize, "observation");
  if (mask) checkMask(mask, actionCount, "mask");
  return random.uniform() >= epsilon ? greedy() : uniformAction(actionCount, random, mask);
}
