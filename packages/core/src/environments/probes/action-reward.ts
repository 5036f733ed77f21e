import type { OptimalValues } from "../optimal-values.ts";
import type { Outcome } from "../seeded-environment.ts";
import { ending, ProbeEnvironment, type ProbeState } from "./probe.ts";

/** One step: the first action earns -1, the second 1. Q = (-1, 1). Failing means: values ignore actions. */
export class ActionReward extends ProbeEnvironment {
  constructor() {
    super("action-reward", "One step that earns -1 for the first action and 1 for the second.");
  }

  optimalValues(): OptimalValues[] {
    return [{ observation: [0], qValues: [-1, 1] }];
  }

  protected begin(): ProbeState {
    return { observation: 0 };
  }

  protected advance(state: ProbeState, action: number): Outcome<ProbeState> {
    return ending(state, action === 1 ? 1 : -1);
  }
}
