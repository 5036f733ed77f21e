import type { AgentOptions } from "../options/agent-options.ts";
import type { LearnableEnvironment } from "./environment.ts";

/** The options of an agent that its environment decides; of states that are but numbered, how many there are. */
export function agentSizes({
  observationSpace,
  actionSpace,
}: Pick<LearnableEnvironment, "observationSpace" | "actionSpace">): Pick<
  AgentOptions,
  "observationSize" | "actionCount" | "stateCount"
> {
  const sizes = { observationSize: observationSpace.size, actionCount: actionSpace.n };
  return observationSpace.kind === "discrete" ? { ...sizes, stateCount: observationSpace.n } : sizes;
}
