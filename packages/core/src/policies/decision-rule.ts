import { log } from "../math/log.ts";
import type { GaussianPolicy } from "./gaussian-policy.ts";
import { greedyAction } from "./greedy.ts";
import type { Hill } from "./hill.ts";
import type { ObservationRange } from "./policy-document.ts";
import { logGaussian, type Quadratic } from "./quadratic.ts";
import { productWith } from "./symmetric-rows.ts";
import { weightSpread } from "./weight-spread.ts";

/**
 * What two hills decide, in closed form. With G₁ and G₂ their Gaussians, every action's value divided by G₂ is a line in
 * G₁/G₂, so the greedy action depends on the score ln(G₁/G₂) alone, which is a quadratic function of the observation s:
 * score(s) = constant + linear·s + sᵀ quadratic s. Where it lies between thresholds[i − 1] and thresholds[i], the action
 * is actions[i].
 */
export interface DecisionRule extends Quadratic {
  /** Beyond these an observation counts as if it stood there; null where none does. */
  readonly bounds: ObservationRange | null;
  /** The two hills' ids. */
  readonly hills: readonly [number, number];
  /** Ascending. */
  readonly thresholds: readonly number[];
  /** One more than thresholds. */
  readonly actions: readonly number[];
  /** Share of the given observations at which the rule and the whole policy act alike; 1 when the policy is two hills. */
  readonly agreement: number;
}

/** Only the hills with the greatest differences between their weights are tried as pairs. */
const CANDIDATES = 8;

/**
 * The pair of hills whose rule agrees with the policy at most of `observations`, or undefined where there are fewer than
 * two hills. `observations` (at least one) matter only when there are more than two.
 */
export function decisionRule(
  policy: GaussianPolicy,
  observations: readonly ArrayLike<number>[],
): DecisionRule | undefined {
  const hills = policy.hills;
  if (hills.length < 2) return undefined;
  const { bounds } = policy;
  if (hills.length === 2) return { ...pairRule(hills[0], hills[1]), bounds, agreement: 1 };

  const actions = observations.map((observation) => policy.act(observation));
  const candidates = [...hills]
    .sort((x, y) => weightSpread(y.weights) - weightSpread(x.weights))
    .slice(0, CANDIDATES);
  let best: DecisionRule | undefined;
  for (let i = 0; i < candidates.length; i++) {
    for (let j = i + 1; j < candidates.length; j++) {
      const rule = { ...pairRule(candidates[i], candidates[j]), bounds };
      const agreeing = observations.filter(
        (observation, t) => ruleAction(rule, observation) === actions[t],
      ).length;
      const agreement = agreeing / observations.length;
      if (!best || agreement > best.agreement) best = { ...rule, agreement };
    }
  }
  return best;
}

/** The action a rule gives at an observation. */
export function ruleAction(rule: Omit<DecisionRule, "agreement">, observation: ArrayLike<number>): number {
  const { bounds } = rule;
  const bounded = rule.linear.map((_, i) =>
    bounds ? Math.min(bounds.high[i], Math.max(bounds.low[i], observation[i])) : observation[i],
  );
  const products = productWith(rule.quadratic, bounded);
  const score = products.reduce(
    (sum, product, i) => sum + (rule.linear[i] + product) * bounded[i],
    rule.constant,
  );
  return rule.actions[rule.thresholds.filter((threshold) => threshold < score).length];
}

function pairRule(first: Hill, second: Hill): Omit<DecisionRule, "agreement" | "bounds"> {
  const [above, below] = [logGaussian(first), logGaussian(second)];
  return {
    hills: [first.id, second.id],
    constant: above.constant - below.constant,
    linear: above.linear.map((entry, i) => entry - below.linear[i]),
    quadratic: above.quadratic.map((row, i) => row.map((entry, j) => entry - below.quadratic[i][j])),
    ...upperEnvelope(first.weights, second.weights),
  };
}

/**
 * Which line a ↦ slopes[a]·x + intercepts[a] is highest as x goes from 0 to ∞, and the ln x at which the next takes over.
 */
function upperEnvelope(
  slopes: readonly number[],
  intercepts: readonly number[],
): { thresholds: number[]; actions: number[] } {
  const thresholds: number[] = [];
  // Just right of x = 0: the highest intercept, and of several the steepest.
  const highest = Math.max(...intercepts);
  const atZero = slopes.map((slope, a) => (intercepts[a] === highest ? slope : Number.NEGATIVE_INFINITY));
  let action = greedyAction(atZero);
  const actions = [action];
  for (let x = 0; ; ) {
    let crossing = Number.POSITIVE_INFINITY;
    let next = -1;
    for (let a = 0; a < slopes.length; a++) {
      if (slopes[a] <= slopes[action]) continue;
      // A steeper line meets the highest one right of x, but for rounding where several meet at x.
      const meeting = Math.max(x, (intercepts[action] - intercepts[a]) / (slopes[a] - slopes[action]));
      if (meeting < crossing || (meeting === crossing && slopes[a] > slopes[next])) {
        crossing = meeting;
        next = a;
      }
    }
    if (next < 0) return { thresholds, actions };
    thresholds.push(log(crossing));
    actions.push(next);
    action = next;
    x = crossing;
  }
}
