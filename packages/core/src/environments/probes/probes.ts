import { ActionForObservation } from "./action-for-observation.ts";
import { ActionReward } from "./action-reward.ts";
import { ConstantValue } from "./constant-value.ts";
import { ObservationValue } from "./observation-value.ts";
import type { Probe } from "./probe.ts";
import { TruncationValue } from "./truncation-value.ts";
import { TwoStepDiscounting } from "./two-step-discounting.ts";

/** One of each probe, from the easiest: the first that a learner fails tells what is wrong with it. */
export function createProbes(): Probe[] {
  return [
    new ConstantValue(),
    new ObservationValue(),
    new TwoStepDiscounting(),
    new ActionReward(),
    new ActionForObservation(),
    new TruncationValue(),
  ];
}
