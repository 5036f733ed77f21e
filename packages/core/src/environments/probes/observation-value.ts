import type { NumpyGenerator } from "../../random/numpy-generator.ts";
import type { OptimalValues } from "../optimal-values.ts";
import type { Outcome } from "../seeded-environment.ts";
import { eitherSign, ending, ProbeEnvironment, type ProbeState } from "./probe.ts";

/** One step whose reward is what is seen, -1 or 1. Q = observation. Failing means: values ignore observations. */
export class ObservationValue extends ProbeEnvironment {
  constructor() {
    super("observation-value", "One step that earns what is observed, -1 or 1.");
  }

  optimalValues(): OptimalValues[] {
    return [-1, 1].map((sign) => ({ observation: [sign], qValues: [sign, sign] }));
  }

  protected begin(generator: NumpyGenerator): ProbeState {
    return eitherSign(generator);
  }

  protected advance(state: ProbeState): Outcome<ProbeState> {
    return ending(state, state.observation);
  }
}
