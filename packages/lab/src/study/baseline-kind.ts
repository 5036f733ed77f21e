import {
  type BaselineKind,
  type BaselineOptions,
  baselineOptions,
  createBaseline,
  resolveBaselineOptions,
  trainBaseline,
} from "@drumlin/baselines";
import { type LearnableEnvironment, learnable, oneHotObservation } from "drumlin";
import type { AgentKind, AgentTask } from "./agent-kind.ts";

/** One of the baselines, by its own options and its preset for the environment. */
export function baselineKind(name: BaselineKind): AgentKind {
  return {
    name,
    see: encoded,
    options: baselineOptions[name],
    resolve: (task) => ({
      ...resolveBaselineOptions(name, encoded(task.environment), optionsFor(name, task)),
    }),
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

/** Baselines see vectors: the number of a state becomes one. */
function encoded(environment: LearnableEnvironment): LearnableEnvironment {
  if (environment.observationSpace.kind === "box") return environment;
  return learnable(oneHotObservation(environment));
}

/** What the study sets, and the steps it asks for where schedules go by them, as stable-baselines3's `learn` has it. */
function optionsFor(
  name: BaselineKind,
  { options, steps }: AgentTask,
): Partial<BaselineOptions[BaselineKind]> {
  return "totalSteps" in baselineOptions[name] ? { totalSteps: steps, ...options } : options;
}
