import type { CheckpointWrite } from "@drumlin/run";
import { policySnapshot } from "@drumlin/run";
import type { Agent, TrainingSession } from "drumlin";

/** What a run is resumed from when it is killed before its first checkpoint: nothing learned yet. */
export function firstCheckpoint(agent: Agent, session: TrainingSession): CheckpointWrite {
  return {
    state: agent.snapshot(0).state,
    training: JSON.stringify(session.state()),
    transitions: null,
    firstNeeded: 0,
    progress: {
      step: 0,
      episodes: 0,
      updates: 0,
      seconds: 0,
      solvedAtStep: null,
      lastEvaluation: null,
      liveComponents: agent.policy.hillCount,
    },
    metrics: [],
    health: [],
    snapshots: [policySnapshot(agent, 0)],
  };
}
