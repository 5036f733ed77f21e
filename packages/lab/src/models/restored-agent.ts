import type { Checkpoint } from "@drumlin/run";
import { type Agent, restoreAgent } from "drumlin";

/** The agent of a run's checkpoint. */
export function restoredAgent({ state, transitions }: Checkpoint): Promise<Agent> {
  return restoreAgent(
    state,
    transitions.map(({ bytes }) => bytes),
  );
}
