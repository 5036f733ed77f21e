import {
  type BaselineKind,
  type BaselineOptions,
  baselineOptions,
  createBaseline,
  resolveBaselineOptions,
  trainBaseline,
} from "@drumlin/baselines";
import type { AgentKind, AgentTask } from "./agent-kind.ts";

/** One of the baselines, by its own options and its preset for the environment. */
export function baselineKind(name: BaselineKind): AgentKind {
  return {
    name,
    options: baselineOptions[name],
    resolve: (task) => ({ ...resolveBaselineOptions(name, task.environment, optionsFor(name, task)) }),
    warning: () => null,
    async create(task, seed) {
      const agent = await createBaseline(name, task.environment, optionsFor(name, task), seed);
      return {
        policy: agent.policy,
        parameterCount: () => agent.parameterCount(),
        metrics: () => agent.metrics(),
        health: () => [],
        dispose: () => agent.dispose(),
        train: (createEnvironment, options) => trainBaseline(agent, createEnvironment, options),
      };
    },
  };
}

/** What the study sets, and the steps it asks for where schedules go by them, as stable-baselines3's `learn` has it. */
function optionsFor(
  name: BaselineKind,
  { options, steps }: AgentTask,
): Partial<BaselineOptions[BaselineKind]> {
  return "totalSteps" in baselineOptions[name] ? { totalSteps: steps, ...options } : options;
}
