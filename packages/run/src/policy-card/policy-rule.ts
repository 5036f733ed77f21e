import {
  type DecisionRule,
  decisionRule,
  evaluate,
  type GaussianPolicy,
  type LearnableEnvironment,
  ruleAction,
} from "drumlin";

/** A rule that agrees less often than this decides something else. */
const leastAgreement = 0.95;

const episodes = 20;
const seed = 10_000;
const mostObservations = 2000;

/** The rule of the two hills that decide, and what it earns without the others. */
export interface PolicyRule extends DecisionRule {
  readonly meanReturn: number;
  readonly episodes: number;
}

/**
 * The closed form of what a policy does, where two hills decide: found and judged on the states that the policy itself
 * visits. Null where no two hills decide.
 */
export function policyRule(policy: GaussianPolicy, environment: LearnableEnvironment): PolicyRule | null {
  const visited = visitedObservations(policy, environment);
  const rule = decisionRule(policy, visited);
  if (rule === undefined || rule.agreement < leastAgreement) return null;
  const alone = { act: (observation: ArrayLike<number>) => ruleAction(rule, observation) };
  return { ...rule, meanReturn: evaluate(alone, environment, { episodes, seed }).meanReturn, episodes };
}

/** Observations of greedy episodes, evenly thinned. */
function visitedObservations(policy: GaussianPolicy, environment: LearnableEnvironment): ArrayLike<number>[] {
  const visited: ArrayLike<number>[] = [];
  const recording = {
    act: (observation: ArrayLike<number>) => {
      visited.push(Float64Array.from(observation));
      return policy.act(observation);
    },
  };
  evaluate(recording, environment, { episodes, seed });
  const stride = Math.ceil(visited.length / mostObservations);
  return visited.filter((_, index) => index % stride === 0);
}
