import type { TrainingSessionOptions } from "drumlin";
import { learnableEnvironment } from "../environments/learnable-environment.ts";
import type { RunConfiguration } from "./run.ts";

/** What a training session of this configuration is made with; it evaluates on an environment of its own. */
export function sessionOptions({
  environment,
  agent,
  seed,
  evaluation,
}: RunConfiguration): TrainingSessionOptions {
  const greedy = learnableEnvironment(environment, agent.observationSize);
  return {
    seed,
    solvedReturn: greedy.spec.solvedReturn ?? undefined,
    evaluation: { environment: greedy, ...evaluation },
  };
}
