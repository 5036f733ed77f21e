import type { OptimalValues } from "../optimal-values.ts";
import type { Outcome } from "../seeded-environment.ts";
import { ending, ProbeEnvironment, type ProbeState } from "./probe.ts";

/** One step, reward 1, whatever is seen or done. Q = 1. A learner that fails it cannot fit a constant. */
export class ConstantValue extends ProbeEnvironment {
  constructor() {
    super("constant-value", "One step that earns 1.");
  }

  optimalValues(): OptimalValues[] {
    return [{ observation: [0], qValues: [1, 1] }];
  }

  protected begin(): ProbeState {
    return { observation: 0 };
  }

  protected advance(state: ProbeState): Outcome<ProbeState> {
    return ending(state, 1);
  }
}
