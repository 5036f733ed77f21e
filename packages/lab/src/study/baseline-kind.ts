import {
  type BaselineKind,
  type BaselineOptions,
  baselineFields,
  createBaseline,
  type OptionField,
  resolveBaselineOptions,
  trainBaseline,
} from "@drumlin/baselines";
import type { AgentKind, AgentTask } from "./agent-kind.ts";
import { optionRule } from "./option-rule.ts";

/** One of the baselines, by its own options and its preset for the environment. */
export function baselineKind(name: BaselineKind): AgentKind {
  const fields: Readonly<Record<string, OptionField>> = baselineFields[name];
  return {
    name,
    options: Object.entries(fields).map(([option, field]) => optionRule(option, field)),
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
  return "totalSteps" in baselineFields[name] ? { totalSteps: steps, ...options } : options;
}
