import { baselineKinds } from "@drumlin/baselines";
import type { AgentKind } from "./agent-kind.ts";
import { baselineKind } from "./baseline-kind.ts";
import { sgmmQKind } from "./sgmm-q-kind.ts";

/** Every kind of agent that studies can name. This is the one place where a kind is added. */
export const agentKinds: readonly AgentKind[] = [sgmmQKind, ...baselineKinds.map(baselineKind)];

/** The kind of a checked study. */
export function agentKind(name: string): AgentKind {
  return agentKinds.find((kind) => kind.name === name)!;
}
