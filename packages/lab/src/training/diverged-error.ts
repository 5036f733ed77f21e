import { formatCount } from "@drumlin/run";
import type { Agent } from "drumlin";

/** What a learner has learned is no longer numbers, or none that can be kept. */
export class DivergedError extends Error {
  override name = "DivergedError";
  constructor(step: number) {
    super(`the values it learned are no longer finite numbers at step ${formatCount(step)}`);
  }
}

/** Throws a DivergedError unless the agent's values are numbers that single precision holds: one bad hill spoils all values. */
export function refuseDiverged(agent: Agent, step: number): void {
  const [observation = new Float64Array(agent.observationSize)] = agent.remembered(1);
  if (!agent.qValues(observation).every((value) => Number.isFinite(Math.fround(value))))
    throw new DivergedError(step);
}
