import type { Agent } from "drumlin";

/** What a learner has learned is no longer numbers, or none that can be kept. */
export class DivergedError extends Error {
  override name = "DivergedError";
  constructor() {
    super("the values it learned are no longer finite numbers");
  }
}

/** Throws a DivergedError unless the agent's values are numbers that single precision holds: one bad hill spoils all values. */
export function refuseDiverged(agent: Agent): void {
  const [observation = new Float64Array(agent.observationSize)] = agent.remembered(1);
  if (!agent.qValues(observation).every((value) => Number.isFinite(Math.fround(value))))
    throw new DivergedError();
}
