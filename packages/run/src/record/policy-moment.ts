import type { Agent } from "drumlin";
import type { PolicySnapshot } from "./run.ts";

/** Observations that show where the agent went. */
const visitedCount = 256;

/** A policy at a step of its training, and where it went. */
export interface PolicyMoment {
  readonly step: number;
  /** See `writePolicyFrame` in core. */
  readonly frame: Float32Array;
  /** Remembered observations, count × observationSize; empty where none were taken. */
  readonly visited: Float32Array;
}

/** How an agent's policy is at a step of its training, and where the agent went. */
export function policyMoment(
  agent: Pick<Agent, "observationSize" | "policy" | "remembered">,
  step: number,
): PolicyMoment {
  const observations = agent.remembered(visitedCount);
  const visited = new Float32Array(observations.length * agent.observationSize);
  for (const [row, observation] of observations.entries())
    visited.set(observation, row * agent.observationSize);
  return { step, frame: agent.policy.frame(), visited };
}

/** A moment as a store keeps it, without a copy. */
export function policySnapshot({ step, frame, visited }: PolicyMoment): PolicySnapshot {
  return { step, frame: bytesOf(frame), visited: bytesOf(visited) };
}

/** The bytes of numbers, without a copy. */
export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
