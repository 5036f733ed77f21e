import type { Agent } from "drumlin";

/** Observations that show where the agent went. */
const visitedCount = 256;

/** How an agent's policy is at a step of its training (a frame), and where the agent went (count × observationSize). */
export function policyMoment(agent: Agent, step: number) {
  const observations = agent.remembered(visitedCount);
  const visited = new Float32Array(observations.length * agent.observationSize);
  for (const [row, observation] of observations.entries())
    visited.set(observation, row * agent.observationSize);
  return { step, frame: agent.policy.frame(), visited };
}
