import { learnableEnvironment } from "@drumlin/run";
import { agentKind } from "./agent-kinds.ts";
import { checkedCombinations, combinations, firstOf } from "./expand-study.ts";
import type { Study } from "./study.ts";

/** So many combinations are named in a warning. */
const namedCombinations = 3;

/** One sentence for each agent of a study with combinations that cannot do what they are meant to, and why. */
export function studyWarnings({ environments, agents, steps }: Study): string[] {
  const environment = learnableEnvironment(environments[0]!);
  return agents.flatMap((agent) => {
    const kind = agentKind(agent.kind);
    const labels = new Map<string, string[]>();
    for (const { label, options } of firstOf(combinations(agent), checkedCombinations)) {
      const warning = kind.warning(kind.resolve({ environment, options, steps }));
      if (warning !== null) labels.set(warning, [...(labels.get(warning) ?? []), label]);
    }
    return Array.from(labels, ([warning, of]) => `${shortList(of)}: ${warning}`);
  });
}

function shortList(labels: readonly string[]): string {
  const rest = labels.length - namedCombinations;
  return labels.slice(0, namedCombinations).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
