import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import type { OptimalValues } from "../optimal-values.ts";
import type { Outcome } from "../seeded-environment.ts";
import { eitherSign, ending, ProbeEnvironment, type ProbeState } from "./probe.ts";

/**
 * One step: the second action earns what is seen, -1 or 1, the first its opposite. Q(o) = (-o, o). Failing means:
 * the policy does not depend on observations.
 */
export class ActionForObservation extends ProbeEnvironment {
  constructor() {
    super("action-for-observation", "One step in which the action must suit the observation, -1 or 1.");
  }

  optimalValues(): OptimalValues[] {
    return [-1, 1].map((sign) => ({ observation: [sign], qValues: [0 - sign, sign] }));
  }

  protected begin(generator: NumpyGenerator): ProbeState {
    return eitherSign(generator);
  }

  protected advance(state: ProbeState, action: number): Outcome<ProbeState> {
    return ending(state, action === 1 ? state.observation : 0 - state.observation);
  }
}
