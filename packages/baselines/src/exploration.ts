import { type OptionValues, option } from "drumlin";

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
