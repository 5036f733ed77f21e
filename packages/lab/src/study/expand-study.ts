import { learnableEnvironment, UsageError } from "@drumlin/run";
import type { OptionValue } from "drumlin";
import { agentKind } from "./agent-kinds.ts";
import type { GridAxis, Study, StudyAgent } from "./study.ts";
import { type Trial, trialIdentities } from "./trial.ts";

/** An agent with one value of each axis of its grid. */
export interface Combination {
  /** `drumlin sparsity=0.001` */
  readonly label: string;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** Every combination of an agent's grid, made when it is asked for; the last axis moves fastest. One, the agent itself, where there is no grid. */
export function combinations({ name, options, grid }: StudyAgent): Generator<Combination> {
  return withAxes({ label: name, options }, grid);
}

function* withAxes(combination: Combination, [axis, ...others]: readonly GridAxis[]): Generator<Combination> {
  if (axis === undefined) {
    yield combination;
    return;
  }
  for (const value of axis.values) {
    const label = `${combination.label} ${axis.label}=${value}`;
    yield* withAxes({ label, options: { ...combination.options, [axis.option]: value } }, others);
  }
}

/** So many combinations of an agent are looked at before a study begins: all, but of the widest grids. */
export const checkedCombinations = 2000;

/** The first so many of what there may be more of. */
export function* firstOf<Item>(items: Iterable<Item>, limit: number): Generator<Item> {
  let count = 0;
  for (const item of items) {
    if (count++ === limit) return;
    yield item;
  }
}

/** How many combinations an agent's grid has. */
export function combinationCount({ grid }: StudyAgent): number {
  return grid.reduce((product, { values }) => product * values.length, 1);
}

/** How many trials a study has, without making any. */
export function trialCount({ environments, agents, seeds }: Study): number {
  const variants = agents.reduce((sum, agent) => sum + combinationCount(agent), 0);
  return environments.length * variants * seeds.length;
}

/** The trials of a study, each made when it is asked for: environment by environment, agent by agent, the seeds innermost. */
export function* studyTrials(study: Study): Generator<Trial> {
  for (const environment of study.environments) {
    for (const agent of study.agents) {
      for (const combination of combinations(agent)) {
        const trialOf = trialsOf(study, environment, agent, combination);
        for (const seed of study.seeds) yield trialOf(seed);
      }
    }
  }
}

/** The same, all at once. */
export function expandStudy(study: Study): Trial[] {
  return [...studyTrials(study)];
}

/** The trials of one combination in one environment, by seed. Throws UsageError when its options do not go together. */
export function trialsOf(
  { steps, evaluation }: Study,
  environment: string,
  { name, kind }: StudyAgent,
  { label, options }: Combination,
): (seed: number) => Trial {
  const resolved = resolvedOptions(`agents.${name} as ${label}`, kind, { environment, options, steps });
  const trial = { agent: label, kind, environment, options, steps, evaluation };
  const identityOf = trialIdentities(trial, resolved);
  return (seed) => ({ identity: identityOf(seed), ...trial, seed });
}

function resolvedOptions(
  what: string,
  kind: string,
  task: { environment: string; options: Combination["options"]; steps: number },
): Readonly<Record<string, unknown>> {
  try {
    return agentKind(kind).resolve({ ...task, environment: learnableEnvironment(task.environment) });
  } catch (error) {
    throw new UsageError(`${what}: ${(error as Error).message}`);
  }
}
