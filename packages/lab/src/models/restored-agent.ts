import { type Agent, restoreAgent } from "drumlin";
import type { Checkpoint } from "../store/run.ts";

/** The agent of a run's checkpoint. */
export function restoredAgent({ state, transitions }: Checkpoint): Promise<Agent> {
  return restoreAgent(
    state,
    transitions.map(({ bytes }) => bytes),
  );
}
