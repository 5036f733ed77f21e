import { type CheckpointWrite, policyMoment, policySnapshot, RunRecord } from "@drumlin/run";
import type { Agent, TrainingSession } from "drumlin";

/** What a run is resumed from when it is killed before its first checkpoint: nothing learned yet. */
export function firstCheckpoint(agent: Agent, session: TrainingSession): CheckpointWrite {
  return {
    state: agent.snapshot(0).state,
    training: JSON.stringify(session.state()),
    transitions: null,
    firstNeeded: 0,
    progress: new RunRecord({ agent, session }).progress,
    metrics: [],
    health: [],
    snapshots: [policySnapshot(policyMoment(agent, 0))],
  };
}
