import { formatReturn, formatSignificant } from "../words/numbers.ts";
import { quadraticTerms, wrapTerms } from "./formula-terms.ts";
import type { PolicyCard } from "./policy-card.ts";
import type { PolicyRule } from "./policy-rule.ts";

/** What two hills decide, ready to be set as text or as a page. */
export interface RuleParts {
  /** What the rule is, and how good: two lines. */
  readonly introduction: readonly [string, string];
  /** Of the score, each with its sign. */
  readonly terms: readonly string[];
  /** What is done at which score, a line an action. */
  readonly outcomes: readonly string[];
}

/** The parts of a rule, in the names of the card. */
export function ruleParts(found: PolicyRule, card: PolicyCard): RuleParts {
  const rule = withoutOffset(found);
  const agreement = (Math.floor(rule.agreement * 1000) / 10).toString();
  const [first, second] = rule.hills;
  return {
    introduction: [
      `The rule of hills ${first} and ${second}, which acts as the whole policy in ${agreement} % of the states it visits`,
      `and alone earns ${formatReturn(rule.meanReturn)} (mean of ${rule.episodes} greedy episodes):`,
    ],
    terms: quadraticTerms(rule, card.observations),
    outcomes: outcomes(rule, card),
  };
}

/** The lines of what two hills decide: the score with numbers and names, then what is done at which score. */
export function ruleLines(found: PolicyRule, card: PolicyCard, columns: number): string[] {
  const parts = ruleParts(found, card);
  return [
    ...parts.introduction,
    ...wrapTerms("  score = ", parts.terms, columns),
    ...parts.outcomes.map((outcome) => `  ${outcome}`),
  ];
}

/** A single threshold reads best as 0: it goes into the constant. */
function withoutOffset(rule: PolicyRule): PolicyRule {
  const [threshold, ...others] = rule.thresholds;
  if (threshold === undefined || others.length > 0) return rule;
  return { ...rule, constant: rule.constant - threshold, thresholds: [0] };
}

function outcomes({ actions, thresholds }: PolicyRule, card: PolicyCard): string[] {
  const bounds = thresholds.map((threshold) => formatSignificant(threshold, 4));
  return actions.map((action, index) => {
    const [low, high] = [bounds[index - 1], bounds[index]];
    const above = low === undefined ? "" : `above ${low}`;
    const upTo = high === undefined ? "" : `up to ${high}`;
    const range = above !== "" && upTo !== "" ? `${above} and ${upTo}` : above + upTo;
    return `${card.actions[action]}${range === "" ? " always" : ` where the score is ${range}`}`;
  });
}
