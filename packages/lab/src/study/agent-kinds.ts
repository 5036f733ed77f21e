import type { AgentKind } from "./agent-kind.ts";
import { sgmmQKind } from "./sgmm-q-kind.ts";

/** Every kind of agent that studies can name. This is the one place where a kind is added. */
export const agentKinds: readonly AgentKind[] = [sgmmQKind];

/** Kinds that studies will be able to name: they get a sentence of their own. */
export const kindsToCome: readonly string[] = ["dqn", "ppo", "ars", "sarsa"];

/** The kind of a checked study. */
export function agentKind(name: string): AgentKind {
  return agentKinds.find((kind) => kind.name === name)!;
}
