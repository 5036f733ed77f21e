import type { OptimalValues } from "../optimal-values.ts";
import type { Outcome } from "../seeded-environment.ts";
import { ending, ProbeEnvironment, type ProbeState } from "./probe.ts";

/** Two steps, seen as 0 and 1; only the second earns 1. Q(0) = γ, Q(1) = 1. Failing means: wrong bootstrapping. */
export class TwoStepDiscounting extends ProbeEnvironment {
  constructor() {
    super("two-step-discounting", "Two steps, of which the second earns 1.");
  }

  optimalValues(discount: number): OptimalValues[] {
    return [
      { observation: [0], qValues: [discount, discount] },
      { observation: [1], qValues: [1, 1] },
    ];
  }

  protected begin(): ProbeState {
    return { observation: 0 };
  }

  protected advance(state: ProbeState): Outcome<ProbeState> {
    if (state.observation === 1) return ending(state, 1);
    return { state: { observation: 1 }, reward: 0, terminated: false };
  }
}
