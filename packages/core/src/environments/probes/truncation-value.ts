import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import type { OptimalValues } from "../optimal-values.ts";
import type { Outcome } from "../seeded-environment.ts";
import { eitherSign, ProbeEnvironment, type ProbeState } from "./probe.ts";

/**
 * Every episode is one step that earns 1 and leaves the observation as it was. Seen as -1 it ends by truncation, so
 * that what lies beyond still counts: Q(-1) = 1 + γ + γ² + … = 1/(1 - γ). Seen as 1 it ends by termination:
 * Q(1) = 1. A learner that takes truncation for termination finds 1 for both.
 */
export class TruncationValue extends ProbeEnvironment {
  constructor() {
    super("truncation-value", "One step that earns 1, then truncation if -1 is observed, termination if 1.");
  }

  optimalValues(discount: number): OptimalValues[] {
    const forever = 1 / (1 - discount);
    return [
      { observation: [-1], qValues: [forever, forever] },
      { observation: [1], qValues: [1, 1] },
    ];
  }

  protected begin(generator: NumpyGenerator): ProbeState {
    return eitherSign(generator);
  }

  protected advance(state: ProbeState): Outcome<ProbeState> {
    const terminated = state.observation === 1;
    return { state, reward: 1, terminated, truncated: !terminated };
  }
}
