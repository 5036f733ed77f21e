import { learnableEnvironment } from "@drumlin/run";
import type { OptionValue } from "drumlin";
import { agentKind } from "./agent-kinds.ts";
import type { GridAxis, Study, StudyAgent } from "./study.ts";
import { type Trial, trialIdentity } from "./trial.ts";

/** An agent with one value of each axis of its grid. */
export interface Combination {
  /** `drumlin sparsity=0.001` */
  readonly label: string;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** Every combination of an agent's grid; the last axis moves fastest. One, the agent itself, where there is no grid. */
export function combinations({ name, options, grid }: StudyAgent): Combination[] {
  const bare: Combination[] = [{ label: name, options }];
  return grid.reduce(withAxis, bare);
}

function withAxis(found: Combination[], { label, option, values }: GridAxis): Combination[] {
  return found.flatMap((combination) =>
    values.map((value) => ({
      label: `${combination.label} ${label}=${value}`,
      options: { ...combination.options, [option]: value },
    })),
  );
}

/** The trials of a study: environment by environment, agent by agent, the seeds innermost. */
export function expandStudy(study: Study): Trial[] {
  const { environments, agents, seeds, steps, evaluation } = study;
  return environments.flatMap((environment) => {
    const made = learnableEnvironment(environment);
    return agents.flatMap((agent) =>
      combinations(agent).flatMap(({ label, options }) => {
        const { kind } = agent;
        const resolved = agentKind(kind).resolve({ environment: made, options, steps });
        return seeds.map((seed) => {
          const trial = { agent: label, kind, environment, options, seed, steps, evaluation };
          return { identity: trialIdentity(trial, resolved), ...trial };
        });
      }),
    );
  });
}
