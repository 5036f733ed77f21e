import type { Agent, TrainingSession } from "drumlin";
import type { RunProgress } from "./run.ts";

/** How far a run has come: what agent and session know of it, and what whoever conducts it has counted. */
export function runProgress(
  agent: Pick<Agent, "updateCount" | "policy">,
  session: TrainingSession,
  counted: Pick<RunProgress, "episodes" | "seconds" | "lastEvaluation">,
): RunProgress {
  const { episodes, seconds, lastEvaluation } = counted;
  return {
    step: session.step,
    episodes,
    updates: agent.updateCount,
    seconds,
    solvedAtStep: session.solvedAtStep,
    lastEvaluation,
    liveComponents: agent.policy.hillCount,
  };
}
